"""Names and notes that the published files lack or spell otherwise. Everything here was written by hand."""

# NE's short names, spelt out, by ISO code where there is one.
COUNTRY_NAMES = {
    "TCA": "Turks and Caicos Islands", "PCN": "Pitcairn Islands", "PYF": "French Polynesia",
    "ATF": "French Southern Territories", "MHL": "Marshall Islands", "UMI": "United States Minor Outlying Islands",
    "VGB": "British Virgin Islands", "FRO": "Faroe Islands", "IOT": "British Indian Ocean Territory",
    "COK": "Cook Islands", "COD": "DR Congo", "COG": "Congo", "CAF": "Central African Republic",
    "DOM": "Dominican Republic", "MKD": "North Macedonia", "BIH": "Bosnia and Herzegovina", "SSD": "South Sudan",
    "GNQ": "Equatorial Guinea", "TUR": "Türkiye", "VCT": "Saint Vincent and the Grenadines",
    "ATG": "Antigua and Barbuda", "KNA": "Saint Kitts and Nevis", "CPV": "Cabo Verde", "CIV": "Côte d’Ivoire",
    "SPM": "Saint Pierre and Miquelon", "VIR": "US Virgin Islands", "BLM": "Saint Barthélemy",
    "CYM": "Cayman Islands", "HMD": "Heard and McDonald Islands", "STP": "São Tomé and Príncipe",
    "WLF": "Wallis and Futuna", "SLB": "Solomon Islands", "SGS": "South Georgia and the South Sandwich Islands",
    "FLK": "Falkland Islands", "MNP": "Northern Mariana Islands", "MAF": "Saint Martin", "SWZ": "Eswatini",
    "ESH": "Western Sahara", "USA": "United States", "MAC": "Macao", "TKL": "Tokelau",
}
# Other words people type, by ISO code. Lower case.
COUNTRY_ALIASES = {
    "TUR": ["turkey"], "USA": ["usa", "us", "america", "united states of america"], "GBR": ["uk", "britain", "great britain"],
    "ARE": ["uae", "emirates"], "SAU": ["ksa"], "RUS": ["russian federation"], "CZE": ["czech republic"],
    "MMR": ["burma"], "COD": ["democratic republic of the congo", "dem. rep. congo"], "COG": ["republic of the congo"],
    "PSE": ["palestinian territories", "state of palestine"], "CIV": ["ivory coast", "cote d'ivoire"], "SWZ": ["swaziland"],
    "MKD": ["macedonia"], "CPV": ["cape verde"], "TLS": ["east timor"], "IRN": ["islamic republic of iran"],
    "AFG": ["islamic emirate of afghanistan"], "PRK": ["dprk"], "KOR": ["republic of korea"], "VAT": ["holy see"],
}
# In Arabic or Latin script only: the fonts that Meridian carries have no other.
LOCAL_COUNTRY_NAMES = {
    "AFG": "افغانستان", "PAK": "پاکستان", "IRN": "ایران", "QAT": "قطر", "SAU": "السعودية", "IRQ": "العراق",
    "ARE": "الإمارات", "OMN": "عُمان", "KWT": "الكويت", "BHR": "البحرين", "YEM": "اليمن", "SYR": "سوريا",
    "JOR": "الأردن", "LBN": "لبنان", "PSE": "فلسطين", "EGY": "مصر", "LBY": "ليبيا", "TUN": "تونس", "DZA": "الجزائر",
    "MAR": "المغرب", "SDN": "السودان", "MRT": "موريتانيا", "TUR": "Türkiye", "DEU": "Deutschland", "FRA": "France",
    "ESP": "España", "ITA": "Italia", "POL": "Polska", "UZB": "Oʻzbekiston", "TKM": "Türkmenistan",
    "AZE": "Azərbaycan", "MYS": "Malaysia", "IDN": "Indonesia",
}
# Good middles for wide labels: (lon, lat).
COUNTRY_LABELS = {
    "AFG": (65.4, 33.9), "PAK": (66.0, 27.9), "IRN": (55.2, 33.0), "IND": (78.9, 22.6), "CHN": (102.5, 35.5),
    "TUR": (34.6, 38.7), "SAU": (45.0, 24.0), "RUS": (97.0, 62.5), "USA": (-98.6, 39.3), "CAN": (-106.0, 57.0),
    "NOR": (9.3, 61.4), "FRA": (2.5, 46.7), "GBR": (-1.6, 52.6), "JPN": (138.2, 36.3), "IDN": (113.6, -0.6),
    "TJK": (71.0, 38.9), "UZB": (63.6, 41.7), "TKM": (58.8, 39.4), "KGZ": (74.8, 41.5), "QAT": (51.2, 25.35),
    "ARE": (54.1, 23.7), "CHL": (-70.6, -30.5), "VNM": (108.0, 13.8), "MYS": (102.6, 3.9), "SWE": (15.0, 62.3),
    "FIN": (26.3, 63.2), "HRV": (16.4, 45.6), "ISR": (34.95, 31.2), "AZE": (47.9, 40.4), "IRQ": (43.4, 32.9),
}
# Units that NE's country layer leaves without a code (its iso_a2 is -1), by the `admin` of their province:
# (name, merged into the country of this code or None).
UNCODED = {
    "Somaliland": ("Somaliland", None), "Northern Cyprus": ("Northern Cyprus", None),
    "Siachen Glacier": ("Siachen Glacier", None), "Akrotiri Sovereign Base Area": ("Akrotiri", None),
    "Indian Ocean Territories": ("Indian Ocean Territories", None), "Spratly Is.": ("Spratly Islands", None),
    "Clipperton Island": ("Clipperton Island", None), "Baykonur Cosmodrome": (None, "KAZ"),
    "US Naval Base Guantanamo Bay": (None, "CUB"),
}
# Nations as the line layer calls them -> ISO code.
LINE_COUNTRIES = {
    "United States of America": "USA", "United Republic of Tanzania": "TZA", "Republic of Serbia": "SRB",
    "Democratic Republic of the Congo": "COD", "Republic of the Congo": "COG", "Ivory Coast": "CIV",
    "Guinea Bissau": "GNB", "East Timor": "TLS", "Swaziland": "SWZ", "Czech Republic": "CZE", "Macedonia": "MKD",
    "Western Sahara": "ESH", "Central African Republic": "CAF", "South Sudan": "SSD", "Turkey": "TUR",
    "Bosnia and Herzegovina": "BIH", "Equatorial Guinea": "GNQ", "Hong Kong S.A.R.": "HKG", "Macau": "MAC",
    "Dominican Republic": "DOM", "Cyprus No Mans Area": "CYP", "Saint Martin": "MAF",
}

DURAND = ("Durand Line (1893)", "International boundary for Pakistan and most states; not recognised by Afghanistan")
LINE_OF_CONTROL = ("Line of Control", "Military line between Indian- and Pakistani-administered Kashmir; not an international boundary")
# Names and notes of lines between two countries (codes or names, sorted), by class.
LINE_NOTES = {
    ("LineOfControl", "PRK", "KOR"): ("Military Demarcation Line (1953)", "Armistice line between North and South Korea"),
    ("LineOfControl", "SYR", "ISR"): ("Ceasefire line (1974)", "Golan Heights: occupied and annexed by Israel; Syrian for most states"),
    ("LineOfControl", "CYP", "Northern Cyprus"): ("Green Line (1974)", "Northern Cyprus is recognised by Türkiye only"),
    ("Disputed", "MAR", "ESH"): ("", "Status of Western Sahara not settled; most of it is held by Morocco"),
    ("Disputed", "SRB", "XKX"): ("", "Kosovo declared independence in 2008; not recognised by Serbia"),
    ("Disputed", "SOM", "Somaliland"): ("", "Somaliland declared independence in 1991; not recognised by Somalia"),
    ("Disputed", "PSE", "ISR"): ("Armistice line (1949)", "Not agreed between Israel and the Palestinians"),
    ("Disputed", "CHN", "IND"): ("Line of Actual Control", "Not agreed between China and India"),
    ("Indefinite", "PAK", "Siachen Glacier"): ("", "Not delimited; the glacier is held by India and claimed by Pakistan"),
    ("Indefinite", "IND", "Siachen Glacier"): ("", "Not delimited; the glacier is held by India and claimed by Pakistan"),
    ("Indefinite", "CHN", "Siachen Glacier"): ("", "Not settled on the ground"),
    ("Indefinite", "CHN", "PAK"): ("", "Not settled on the ground; the Shaksgam valley beyond it is claimed by India"),
    ("Disputed", "RUS", "UKR"): ("", "Crimea was annexed by Russia in 2014; Ukrainian for most states"),
}
# Limits of claims that are left out, and why.
CLAIMS_LEFT_OUT = {
    "Former USSR oblast in 1991": "not a claim but a former province",
    "Ceasefire Line 1994": "overrun in 2020 and 2023",
    "Ukrainian claim": "a front line of 2015 inside Ukraine, not a claim",
}
CLAIMANTS = {
    "Japanese claim": "JPN", "Lebanese claim": "LBN", "Chinese claim": "CHN", "Bolivian claim": "BOL", "Moldovan claim": "MDA",
    "Georgian claim": "GEO", "Suriname claim": "SUR", "Indian claim": "IND", "Sudanese claim": "SDN", "Kenyan claim": "KEN",
    "Syrian claim": "SYR", "Pakistani claim": "PAK", "South Sudanese claim": "SSD", "Guatemalan claim": "GTM",
    "Venezuelan claim": "VEN", "Portuguese claim": "PRT", "Western Saharan claim": "ESH",
}

# NE's province names (and where two provinces share one, GeoNames' name in brackets) -> the name people know.
PROVINCE_NAMES = {
    ("AFG", "Hirat"): "Herat", ("AFG", "Hilmand"): "Helmand", ("AFG", "Paktya"): "Paktia", ("AFG", "Sari Pul"): "Sar-e Pol",
    ("AFG", "Parwan [Panjshir]"): "Panjshir", ("AFG", "Uruzgan [Wilayat-e Daykundi]"): "Daykundi",
    ("AFG", "Wardak"): "Maidan Wardak",
    ("PAK", "Sind"): "Sindh", ("PAK", "K.P."): "Khyber Pakhtunkhwa", ("PAK", "Baluchistan"): "Balochistan",
    ("PAK", "F.A.T.A."): "Federally Administered Tribal Areas", ("PAK", "F.C.T."): "Islamabad Capital Territory",
    ("PAK", "Northern Areas"): "Gilgit-Baltistan", ("PAK", "Azad Kashmir"): "Azad Kashmir",
    ("IND", "Orissa"): "Odisha", ("IND", "Uttaranchal"): "Uttarakhand", ("IND", "Pondicherry"): "Puducherry",
    ("CHN", "Inner Mongol"): "Inner Mongolia", ("CHN", "Xizang"): "Tibet",
    ("TJK", "Leninabad"): "Sughd",
    ("TJK", "Tadzhikistan Territories"): "Districts of Republican Subordination",
    ("TKM", "Chardzhou"): "Lebap",
    ("TKM", "Tashauz"): "Dashoguz",
    ("UZB", "Andijon"): "Andijan",
    ("UZB", "Bukhoro"): "Bukhara",
    ("UZB", "Ferghana"): "Fergana",
    ("UZB", "Sirdaryo"): "Syrdarya",
    ("IRN", "Ardebil"): "Ardabil",
    ("IRN", "Esfahan"): "Isfahan",
    ("IRN", "Kordestan"): "Kurdistan",
    ("SAU", "Al Hudud ash Shamaliyah"): "Northern Borders",
    ("SAU", "Al Madinah"): "Medina",
    ("SAU", "Al Quassim"): "Qassim",
    ("SAU", "Ar Riyad"): "Riyadh",
    ("SAU", "Ash Sharqiyah"): "Eastern Province",
    ("SAU", "Ha'il"): "Hail",
    ("SAU", "Jizan"): "Jazan",
    ("SAU", "Makkah"): "Mecca",
    ("SAU", "`Asir"): "Asir",
    ("QAT", "Ad Dawhah"): "Doha",
    ("QAT", "Al Khawr"): "Al Khor",
    ("QAT", "Ar Rayyān"): "Al Rayyan",
    ("QAT", "Madinat ach Shamal"): "Al Shamal",
    ("TUR", "Adiyaman"): "Adıyaman",
    ("TUR", "Agri"): "Ağrı",
    ("TUR", "Aydin"): "Aydın",
    ("TUR", "Balikesir"): "Balıkesir",
    ("TUR", "Diyarbakir"): "Diyarbakır",
    ("TUR", "Elazig"): "Elazığ",
    ("TUR", "Eskisehir"): "Eskişehir",
    ("TUR", "Gümüshane"): "Gümüşhane",
    ("TUR", "Iğdir"): "Iğdır",
    ("TUR", "K. Maras"): "Kahramanmaraş",
    ("TUR", "Kinkkale"): "Kırıkkale",
    ("TUR", "Kirklareli"): "Kırklareli",
    ("TUR", "Kirsehir"): "Kırşehir",
    ("TUR", "Mugla"): "Muğla",
    ("TUR", "Mus"): "Muş",
    ("TUR", "Nevsehir"): "Nevşehir",
    ("TUR", "Nigde"): "Niğde",
    ("TUR", "Sanliurfa"): "Şanlıurfa",
    ("TUR", "Sirnak"): "Şırnak",
    ("TUR", "Tekirdag"): "Tekirdağ",
    ("TUR", "Usak"): "Uşak",
    ("TUR", "Zinguldak"): "Zonguldak",
    ("TUR", "Çankiri"): "Çankırı",
}
PROVINCE_ALIASES = {
    "Federally Administered Tribal Areas": ["FATA"], "Khyber Pakhtunkhwa": ["KP", "NWFP", "KPK"], "Paktia": ["Paktya"],
    "Maidan Wardak": ["Wardak", "Maydan Wardak"], "Nangarhar": ["Ningarhar"], "Islamabad Capital Territory": ["Islamabad"],
    "Sar-e Pol": ["Sar-e Pul"], "Azad Kashmir": ["Azad Jammu and Kashmir", "AJK"],
}
# Disputed between countries: not shown as a province of any.
PROVINCES_LEFT_OUT = {"Paracel Islands"}
# Countries whose provinces are kept as named areas: (NE code, ISO code).
PROVINCE_COUNTRIES = [("AFG", "AFG"), ("PAK", "PAK"), ("IRN", "IRN"), ("IND", "IND"), ("TJK", "TJK"), ("TKM", "TKM"),
                      ("UZB", "UZB"), ("CHN", "CHN"), ("TUR", "TUR"), ("SAU", "SAU"), ("QAT", "QAT")]

# (ISO-2 country, GeoNames name without accents) -> (name shown, local name in Arabic or Latin script).
CITY_NAMES = {
    ("AF", "Kabul"): ("Kabul", "کابل"), ("AF", "Kandahar"): ("Kandahar", "قندهار"), ("AF", "Herat"): ("Herat", "هرات"),
    ("AF", "Mazar-e Sharif"): ("Mazar-i-Sharif", "مزار شریف"), ("AF", "Jalalabad"): ("Jalalabad", "جلال‌آباد"),
    ("AF", "Kunduz"): ("Kunduz", "کندز"), ("AF", "Ghazni"): ("Ghazni", "غزنی"), ("AF", "Khost"): ("Khost", "خوست"),
    ("AF", "Balkh"): ("Balkh", "بلخ"), ("AF", "Gardez"): ("Gardez", "گردیز"), ("AF", "Lashkar Gah"): ("Lashkar Gah", "لشکرگاه"),
    ("AF", "Bamyan"): ("Bamyan", "بامیان"), ("AF", "Spin Boldak"): ("Spin Boldak", "سپین بولدک"),
    ("AF", "Asadabad"): ("Asadabad", "اسعدآباد"), ("AF", "Zaranj"): ("Zaranj", "زرنج"), ("AF", "Farah"): ("Farah", "فراه"),
    ("AF", "Taloqan"): ("Taloqan", "تالقان"), ("AF", "Fayzabad"): ("Fayzabad", "فیض‌آباد"), ("AF", "Urgun"): ("Urgun", "ارگون"),
    ("AF", "Markaz-e Woluswali-ye Achin"): ("Achin", None), ("AF", "Bazar-e Yakawlang"): ("Yakawlang", None),
    ("AF", "Mehtar Lam"): ("Mehtar Lam", None), ("AF", "Maymana"): ("Maymana", "میمنه"), ("AF", "Sharan"): ("Sharana", None),
    ("PK", "Islamabad"): ("Islamabad", "اسلام‌آباد"), ("PK", "Lahore"): ("Lahore", "لاہور"), ("PK", "Karachi"): ("Karachi", "کراچی"),
    ("PK", "Quetta"): ("Quetta", "کوئٹہ"), ("PK", "Peshawar"): ("Peshawar", "پشاور"), ("PK", "Rawalpindi"): ("Rawalpindi", "راولپنڈی"),
    ("PK", "Faisalabad"): ("Faisalabad", "فیصل آباد"), ("PK", "Multan"): ("Multan", "ملتان"), ("PK", "Hyderabad"): ("Hyderabad", "حیدرآباد"),
    ("PK", "Chaman"): ("Chaman", "چمن"), ("PK", "Bannu"): ("Bannu", "بنوں"), ("PK", "Gwadar"): ("Gwadar", "گوادر"),
    ("PK", "Sialkot"): ("Sialkot", "سیالکوٹ"), ("PK", "Gujranwala"): ("Gujranwala", "گوجرانوالہ"),
    ("PK", "Miran Shah"): ("Miran Shah", "میران شاہ"), ("PK", "Muzaffarabad"): ("Muzaffarabad", "مظفر آباد"),
    ("PK", "Gilgit"): ("Gilgit", "گلگت"), ("PK", "Chitral"): ("Chitral", "چترال"), ("PK", "Parachinar"): ("Parachinar", "پاراچنار"),
    ("PK", "Sukkur"): ("Sukkur", "سکھر"), ("PK", "Bahawalpur"): ("Bahawalpur", "بہاولپور"), ("PK", "Kohat"): ("Kohat", "کوہاٹ"),
    ("IR", "Tehran"): ("Tehran", "تهران"), ("IR", "Mashhad"): ("Mashhad", "مشهد"), ("IR", "Isfahan"): ("Isfahan", "اصفهان"),
    ("IR", "Shiraz"): ("Shiraz", "شیراز"), ("IR", "Tabriz"): ("Tabriz", "تبریز"), ("IR", "Kerman"): ("Kerman", "کرمان"),
    ("IR", "Zahedan"): ("Zahedan", "زاهدان"), ("IR", "Qom"): ("Qom", "قم"), ("IR", "Ahvaz"): ("Ahvaz", "اهواز"),
    ("IR", "Yazd"): ("Yazd", "یزد"), ("IR", "Birjand"): ("Birjand", "بیرجند"), ("IR", "Bandar Abbas"): ("Bandar Abbas", "بندرعباس"),
    ("QA", "Doha"): ("Doha", "الدوحة"), ("SA", "Riyadh"): ("Riyadh", "الرياض"), ("SA", "Jeddah"): ("Jeddah", "جدة"),
    ("SA", "Makkah"): ("Mecca", "مكة"), ("SA", "Madinah"): ("Medina", "المدينة"), ("AE", "Dubai"): ("Dubai", "دبي"),
    ("AE", "Abu Dhabi"): ("Abu Dhabi", "أبوظبي"), ("OM", "Muscat"): ("Muscat", "مسقط"), ("KW", "Kuwait City"): ("Kuwait City", "الكويت"),
    ("BH", "Manama"): ("Manama", "المنامة"), ("IQ", "Baghdad"): ("Baghdad", "بغداد"), ("IQ", "Basrah"): ("Basra", "البصرة"),
    ("IQ", "Mosul"): ("Mosul", "الموصل"), ("SY", "Damascus"): ("Damascus", "دمشق"), ("SY", "Aleppo"): ("Aleppo", "حلب"),
    ("LB", "Beirut"): ("Beirut", "بيروت"), ("JO", "Amman"): ("Amman", "عمّان"), ("YE", "Sanaa"): ("Sanaa", "صنعاء"),
    ("EG", "Cairo"): ("Cairo", "القاهرة"), ("EG", "Alexandria"): ("Alexandria", "الإسكندرية"), ("LY", "Tripoli"): ("Tripoli", "طرابلس"),
    ("TN", "Tunis"): ("Tunis", "تونس"), ("DZ", "Algiers"): ("Algiers", "الجزائر"), ("MA", "Rabat"): ("Rabat", "الرباط"),
    ("SD", "Khartoum"): ("Khartoum", "الخرطوم"), ("TR", "Istanbul"): ("Istanbul", "İstanbul"),
    ("IN", "Srinagar"): ("Srinagar", "سرینگر"),
    ("TM", "Ashgabat"): ("Ashgabat", "Aşgabat"), ("UZ", "Tashkent"): ("Tashkent", "Toshkent"),
    ("US", "Washington"): ("Washington, DC", None), ("US", "New York City"): ("New York", None),
    ("KZ", "Astana"): ("Astana", None), ("IN", "Bengaluru"): ("Bengaluru", None),
    ("CN", "Gujangbagh"): ("Hotan", None), ("CN", "Aqsu"): ("Aksu", None), ("CN", "Urumqi"): ("Urumqi", None),
    ("AF", "Fayroz Koh"): ("Firozkoh", None), ("IQ", "Al Amarah"): ("Amara", None),
    ("CH", "Zurich"): ("Zurich", None), ("DE", "Koln"): ("Cologne", None),
}
# Towns the carried story speaks of, whatever their size: GeoNames ids.
STORY_TOWNS = [1138958, 1138336, 1136469, 1123906, 1181611, 1131479, 8534261, 1141857, 1148311, 1134720, 1168394,
               1170367, 1162634, 1174089, 1181065, 1111188, 1172208, 1183460, 1139715, 1168197]
# Seats of government that GeoNames' country table spells unlike its places, or names otherwise.
CAPITALS = {"US": "Washington", "AG": "Saint John’s", "MN": "Ulan Bator", "GD": "Saint George's", "EH": "Laayoune", "VU": "Port-Vila", "PW": "Ngerulmud", "TO": "Nuku‘alofa", "WF": "Mata-Utu", "MO": "Macau", "LK": "Colombo", "IL": "Jerusalem", "PS": "Ramallah", "MM": "Nay Pyi Taw", "BO": "La Paz",
            "CI": "Yamoussoukro", "KZ": "Astana", "BI": "Gitega", "XK": "Pristina", "IN": "New Delhi", "GQ": "Malabo",
            "KW": "Kuwait City", "YE": "Sanaa", "UA": "Kyiv", "MD": "Chisinau"}
# GeoNames' country (ISO-2) -> the country that NE's land belongs to.
PLACE_COUNTRIES = {"GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "YT": "FR", "SJ": "NO"}
# Places whose GeoNames population is that of a district or tehsil: the figure is dropped.
DISTRICT_POPULATIONS = {1183460, 1184370, 1183105, 1180942, 1176358, 1168021, 1163964, 1163965, 1175748, 1182682, 1164776,
                        1165569, 1172657, 1179837, 1164045, 1167648, 1180752, 8986037, 1174376, 1171305, 1121381, 1429434}
# The second of two entries for one town, or a quarter beside its city.
LEFT_OUT_PLACES = {1166548, 1332083, 99071, 388349, 13527052}
# Countries (ISO-2) whose places are shown without the marks of a strict transliteration.
PLAIN_NAMES = {"AF", "PK", "IR", "IN", "TJ", "TM", "UZ", "KG", "KZ", "SA", "QA", "AE", "OM", "YE", "IQ", "SY", "JO", "LB",
               "EG", "SD", "LY", "JP", "KW", "BH", "PS", "NP", "BT", "BD", "LK"}
