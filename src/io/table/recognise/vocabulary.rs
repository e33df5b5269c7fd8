//! Words that names of columns are made of, as far as they tell of time.

/// What a word of a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Date,
    Time,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Zone,
    Start,
    End,
    /// What happened.
    Event,
    /// The moment that a program stamps: of the event in logs, of the answer in forms.
    Stamp,
    /// The writing down of what happened.
    Record,
    /// What is done to the record later.
    Change,
    /// A date that no event has: of birth, of expiry.
    Other,
    /// Says nothing by itself.
    Filler,
}

/// Words by what they say, in small letters. Those of three letters and more are also found in names that are
/// written together, such as `startdate`, where nothing else is left over.
const VOCABULARY: [(Word, &str); 17] = [
    (
        Word::Date,
        "date dates datetime dt when datum fecha tarih tarihi tanggal dato wann quand cuando cuándo quando wanneer kiedy \
         коли когда дата data päivämäärä dátum dată datums datas tarikh متى التاريخ تاريخ تاریخ نیټه ημερομηνία \
         दिनांक तारीख তারিখ วันที่ תאריך 日期 时间 時間 日時 日付 날짜 일시 თარიღი ngày",
    ),
    (
        Word::Time,
        "time clock timeofday uhrzeit zeit heure hora ora saat saati tijd tijdstip tid время час ώρα وقت الوقت ساعت ساعة \
         الساعة समय godzina klokkeslett kellonaika waktu jam čas giờ",
    ),
    (
        Word::Year,
        "year years yr yyyy iyear jahr año ano anio anno année annee jaar år год рік rok yıl tahun vuosi έτος godina \
         السنة سنة سال साल 年 年份 năm",
    ),
    (
        Word::Month,
        "month mo mon mm imonth monat mes mois mese maand måned mês месяц місяць ay miesiąc bulan kuukausi μήνας mjesec \
         الشهر شهر ماه महीना 月 月份 tháng",
    ),
    (
        Word::Day,
        "day dy dd iday tag dia día jour giorno dag день gün dayofmonth dzień hari päivä ημέρα dan اليوم يوم روز 日",
    ),
    (Word::Hour, "hour hours hr hrs hh stunde godz"),
    (Word::Minute, "minute minutes mn min mi minuto"),
    (Word::Second, "second seconds sec ss sekunde segundo"),
    (Word::Zone, "zone timezone tz tzid tzone zeitzone utcoffset gmtoffset offset fuseau huso fuso пояс"),
    (
        Word::Start,
        "start departure departed starts started starting begin begins began beginning from since onset beginn debut début \
         inicio início inizio von desde начало начала first commenced mulai początek börjar",
    ),
    (
        Word::End,
        "end arrival arrived ends ended ending to until till finish finished ende fin fim bis hasta конец окончание last through thru \
         ceased selesai koniec slut fine",
    ),
    (
        Word::Event,
        "event events occ died death deceased killed injury injured wounded incident attack attacks attacked observed observation occurred occurrence occur occurs \
         happen happened happens happening strike acq acquisition acquired accident crash disaster battle \
         fight explosion blast raid shooting killing protest clash violation crime offense offence fire \
         earthquake quake flood eruption origin original taken capture captured sighting sighted detected \
         detection ereignis vorfall angriff evento incidente ataque attaque événement evenement hecho hechos \
         suceso accidente unfall tat tatzeit faits fait hechos vorfalls schaden fato fatos ocorrencia ocorrência ocorreu \
         ocurrencia ocurrio ocurrió sucedió passiert geschehen sinistre sinistro produit olay olayın kejadian \
         gebeurtenis händelse hendelse hændelse zdarzenia zdarzenie udalosti događaja eseménynap події подія подии \
         сталося инцидент инцидента происшествия происшествие события событие случая حادث الحادث الحدث الحادثة \
         حدث حادثه رویداد واقعه پېښې घटना 发生日期 事件日期 发生时间 事发时间 事發日期 発生日時 発生日 사건일시 발생일 발생일시",
    ),
    (
        Word::Stamp,
        "timestamp datestamp stamp marca temporal zeitstempel horodateur horodatage позначка отметка tidsstempel tijdstempel \
         znacznik cronologiche informazioni carimbo damgası طابع زمني",
    ),
    (
        Word::Record,
        "entry entered report reported rptd inspected inspection reporting reports submission submissiontime submissiondate submitted \
         submit submitdate interview interviewed survey surveyed questionnaire created creation create record \
         recorded recording registered registration received receipt inserted imported import added filed \
         logged lodged notified notification posted opened today form intake response collector enumerator \
         datacollection admission admitted discharged hospitalization diagnosis diagnosed dispatch dispatched \
         responded  verfasst erfasst erfassung erfassungs eingang eingangs \
         erstellt angelegt gemeldet meldung melde meldedatum registro registros reporte reportado denuncia captura \
         carga creado criado cadastro notificação notificacao notificación inserimento inserito registrazione \
         segnalazione enregistrement saisie création signalement déclaration declaration dépôt invoer invoerdatum \
         melding aangifte registratie kayıt kayit bildirim rejestracji zgłoszenia zgłoszenie wprowadzenia внесения \
         внесено регистрации сообщения добавления заявления реєстрації повідомлення додано pelaporan laporan lapor \
         input encuesta entrevista الإدخال التسجيل البلاغ الإبلاغ ثبت گزارش 登记日期 报告日期 创建时间 録入日期 录入时间 登録日 \
         등록일 보고일",
    ),
    (
        Word::Change,
        "identified interpreted digitized updated update updates updatedat modified modification changed change lastchange accessed access \
         retrieved retrieval uploaded upload downloaded download published publication publish edited edit \
         release released closed close closing resolved completed completion verified verification checked \
         reviewed review approved archived crawled scraped synced exported processed cited version \
         aktualisiert aktualisierung geändert änderung veröffentlicht veröffentlichung actualización actualizado publicación \
         publicado modificación modificado atualização atualizado publicação modifica aggiornamento pubblicazione \
         modifié modifiée mise publié publiée publicatie gewijzigd güncelleme yayın aktualizacji публикации \
         обновления обновлено изменения оновлення публікації оновлено التحديث النشر به‌روزرسانی انتشار 更新日期 \
         更新时间 发布日期 発表日",
    ),
    (
        Word::Other,
        "birth born dob birthday birthdate geburt geburtsdatum geburtstag nacimiento nascimento nascita naissance geboorte \
         urodzenia doğum рождения народження الميلاد تولد 出生日期 expiry expires \
         expiration expire due deadline founded built age",
    ),
    (
        Word::Filler,
        "of the in at on and or a an it did was is this utc gmt local z i de del der des du la le el les y \
         und et da do l d hhmm hhmmss ymd iso approx approximate exact known calendar h format military \
         estimated standard zulu locale lokal what which please give your exactly unix posix epoch ms millis est ist es se ha has been це это в \
         часу времени s",
    ),
];

/// Every word with what it says.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Word)> {
    VOCABULARY.iter().flat_map(|(said, words)| words.split(' ').map(|word| (word, *said)))
}
