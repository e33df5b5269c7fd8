//! Words that names of columns are made of, as far as they tell of time.

use super::words::Word;

/// Words by what they say, in small letters. Those of three letters and more are also found in names that are
/// written together, such as `startdate`, where nothing else is left over.
const VOCABULARY: [(Word, &str); 17] = [
    (
        Word::Date,
        "date dates datetime dt when datum fecha tarih tanggal dato wann quand cuando quando дата تاريخ تاریخ \
         ημερομηνία दिनांक",
    ),
    (
        Word::Time,
        "time clock timeofday uhrzeit zeit heure hora ora saat tijd tid время час ώρα وقت الوقت ساعت समय \
         godzina klokkeslett kellonaika",
    ),
    (Word::Year, "year years yr yyyy iyear jahr año ano anno année annee jaar år год rok yıl"),
    (Word::Month, "month mo mon mm imonth monat mes mois mese maand måned mês месяц ay miesiąc"),
    (Word::Day, "day dy dd iday tag dia día jour giorno dag день gün dayofmonth dzień"),
    (Word::Hour, "hour hours hr hrs hh stunde"),
    (Word::Minute, "minute minutes mn min mi minuto"),
    (Word::Second, "second seconds sec ss sekunde segundo"),
    (Word::Zone, "zone timezone tz tzid tzone zeitzone utcoffset gmtoffset offset fuseau huso fuso пояс"),
    (
        Word::Start,
        "start departure departed starts started starting begin begins began beginning from since onset beginn debut début \
         inicio início inizio von desde начало first commenced",
    ),
    (
        Word::End,
        "end arrival arrived ends ended ending to until till finish finished ende fin fim bis hasta конец last through thru \
         ceased",
    ),
    (
        Word::Event,
        "event events occ died death deceased killed incident attack attacks attacked observed observation occurred occurrence occur occurs \
         happen happened happens happening strike acq acquisition acquired accident crash disaster battle \
         fight explosion blast raid shooting killing protest clash violation crime offense offence fire \
         earthquake quake flood eruption origin original taken capture captured sighting sighted detected \
         detection ereignis vorfall angriff evento incidente ataque attaque événement evenement hecho hechos \
         suceso accidente unfall tat faits события событие حادث الحادث الحدث رویداد",
    ),
    (Word::Stamp, "timestamp datestamp stamp marca temporal zeitstempel horodateur horodatage"),
    (
        Word::Record,
        "entry entered report reported rptd inspected inspection reporting reports submission submissiontime submissiondate submitted \
         submit submitdate interview interviewed survey surveyed questionnaire created creation create record \
         recorded recording registered registration received receipt inserted imported import added filed \
         logged lodged notified notification posted opened today form intake response collector enumerator \
         datacollection verfasst erfasst gemeldet meldung meldedatum registro reporte enregistrement saisie \
         signalement encuesta entrevista",
    ),
    (
        Word::Change,
        "identified interpreted digitized updated update updates updatedat modified modification changed change lastchange accessed access \
         retrieved retrieval uploaded upload downloaded download published publication publish edited edit \
         release released closed close closing resolved completed completion verified verification checked \
         reviewed review approved archived crawled scraped synced exported processed cited version \
         aktualisiert geändert actualización",
    ),
    (
        Word::Other,
        "birth born dob birthday birthdate geburt geburtsdatum geburtstag nacimiento naissance expiry expires \
         expiration expire due deadline founded built age",
    ),
    (
        Word::Filler,
        "of the in at on and or a an it did was is this utc gmt local z i de del der des du la le el les y \
         und et da do l d hhmm hhmmss ymd iso approx approximate exact known calendar h format military \
         estimated standard zulu locale lokal what which please give your exactly",
    ),
];

/// Every word with what it says.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Word)> {
    VOCABULARY.iter().flat_map(|(said, words)| words.split(' ').map(|word| (word, *said)))
}
