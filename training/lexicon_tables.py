# ruff: noqa: E501 (a table reads better in long rows)
"""Builds two tables of `src/communique/lexicon/data/` from their sources: `states.tsv` and `given_names.tsv`.

Run once by hand (`python training/lexicon_tables.py`) with `pip install countryinfo==1.0.1` (MIT) and
`pip install --no-deps nomquamgender==0.1.4` (MIT) in the environment; neither is needed at run time.
What countryinfo has wrong or lacks for news English stands below, in OVERRIDES, EXTRA and DROP.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src" / "communique" / "lexicon" / "data"

DROP = {"AN", "AQ", "BV", "IO", "TF", "HM", "CS", "UM", "SJ", "GS", "BQ", "CC", "CX", "NF", "PN", "WF", "TK", "NU", "MF", "BL", "SX", "PM", "YT", "AX"}  # fmt: skip
DROP |= {"EH", "GG", "JE", "IM"}  # homonyms of words and names, or no state of their own in news

# iso2: (name, aliases, capitals, adjectives, people). An empty string keeps what countryinfo says.
OVERRIDES: dict[str, tuple[str, str, str, str, str]] = {
    "US": ("United States", "U.S.|US|U.S.A.|USA|United States of America|America|the States|U. S.", "Washington|Washington, D.C.|Washington DC|Washington D.C.", "American|U.S.|US", "Americans"),
    "GB": ("United Kingdom", "U.K.|UK|Britain|Great Britain|United Kingdom of Great Britain and Northern Ireland", "London", "British|UK|U.K.", "Britons|Brits|the British"),
    "RU": ("Russia", "Russian Federation", "Moscow", "Russian", "Russians"),
    "FR": ("France", "French Republic", "Paris", "French", "the French|Frenchmen|Frenchman|Frenchwoman"),
    "DE": ("Germany", "Federal Republic of Germany", "Berlin", "German", "Germans"),
    "CN": ("China", "People's Republic of China|PRC|P.R.C.|mainland China", "Beijing|Peking", "Chinese", "the Chinese"),
    "TW": ("Taiwan", "Republic of China (Taiwan)|Chinese Taipei", "Taipei", "Taiwanese", "the Taiwanese"),
    "JP": ("Japan", "", "Tokyo", "Japanese", "the Japanese"),
    "KP": ("North Korea", "DPRK|D.P.R.K.|Democratic People's Republic of Korea|Democratic People’s Republic of Korea", "Pyongyang", "North Korean", "North Koreans"),
    "KR": ("South Korea", "ROK|R.O.K.|Republic of Korea", "Seoul", "South Korean", "South Koreans"),
    "IR": ("Iran", "Islamic Republic of Iran|Persia", "Tehran|Teheran", "Iranian|Persian", "Iranians"),
    "IL": ("Israel", "State of Israel", "Jerusalem", "Israeli", "Israelis"),
    "PS": ("Palestine", "State of Palestine|Palestinian territories|Palestinian Territories", "Ramallah", "Palestinian", "Palestinians"),
    "SA": ("Saudi Arabia", "KSA|Kingdom of Saudi Arabia", "Riyadh", "Saudi|Saudi Arabian", "Saudis|Saudi Arabians"),
    "AE": ("United Arab Emirates", "UAE|U.A.E.|the Emirates|Emirates", "Abu Dhabi", "Emirati", "Emiratis"),
    "TR": ("Turkey", "Türkiye|Turkiye|Republic of Turkey|Republic of Türkiye", "Ankara", "Turkish", "Turks"),
    "GR": ("Greece", "Hellenic Republic", "Athens", "Greek|Hellenic", "Greeks"),
    "UA": ("Ukraine", "", "Kyiv|Kiev", "Ukrainian", "Ukrainians"),
    "BY": ("Belarus", "Republic of Belarus|Byelorussia|Belorussia", "Minsk", "Belarusian|Belarussian|Byelorussian", "Belarusians|Belarussians"),
    "PL": ("Poland", "Republic of Poland", "Warsaw", "Polish", "Poles"),
    "CZ": ("Czech Republic", "Czechia", "Prague", "Czech", "Czechs"),
    "SK": ("Slovakia", "Slovak Republic", "Bratislava", "Slovak|Slovakian", "Slovaks"),
    "SI": ("Slovenia", "", "Ljubljana", "Slovenian|Slovene", "Slovenes|Slovenians"),
    "ES": ("Spain", "Kingdom of Spain", "Madrid", "Spanish", "Spaniards|the Spanish"),
    "DK": ("Denmark", "Kingdom of Denmark", "Copenhagen", "Danish", "Danes"),
    "SE": ("Sweden", "Kingdom of Sweden", "Stockholm", "Swedish", "Swedes"),
    "FI": ("Finland", "", "Helsinki", "Finnish", "Finns"),
    "IS": ("Iceland", "", "Reykjavik|Reykjavík", "Icelandic", "Icelanders"),
    "NL": ("Netherlands", "Holland|Kingdom of the Netherlands", "The Hague|Amsterdam", "Dutch", "the Dutch|Dutchmen"),
    "BE": ("Belgium", "Kingdom of Belgium", "Brussels", "Belgian", "Belgians"),
    "IE": ("Ireland", "Republic of Ireland|Irish Republic", "Dublin", "Irish", "the Irish"),
    "CH": ("Switzerland", "Swiss Confederation", "Bern|Berne", "Swiss", "the Swiss"),
    "HR": ("Croatia", "", "Zagreb", "Croatian|Croat", "Croats|Croatians"),
    "RS": ("Serbia", "", "Belgrade", "Serbian|Serb", "Serbs|Serbians"),
    "BA": ("Bosnia and Herzegovina", "Bosnia-Herzegovina|Bosnia", "Sarajevo", "Bosnian", "Bosnians"),
    "MK": ("North Macedonia", "Macedonia|Republic of Macedonia|Former Yugoslav Republic of Macedonia|FYROM", "Skopje", "Macedonian|North Macedonian", "Macedonians"),
    "RO": ("Romania", "Rumania", "Bucharest", "Romanian", "Romanians"),
    "MD": ("Moldova", "Moldavia|Republic of Moldova", "Chisinau|Chișinău", "Moldovan", "Moldovans"),
    "VA": ("Vatican City", "Holy See|the Vatican|Vatican", "Vatican City", "Vatican", ""),
    "AF": ("Afghanistan", "Islamic Republic of Afghanistan|Islamic Emirate of Afghanistan", "Kabul", "Afghan", "Afghans"),
    "KZ": ("Kazakhstan", "Republic of Kazakhstan", "Astana|Nur-Sultan", "Kazakh|Kazakhstani", "Kazakhs"),
    "KG": ("Kyrgyzstan", "Kyrgyz Republic|Kirghizia", "Bishkek", "Kyrgyz|Kyrgyzstani", "the Kyrgyz"),
    "UZ": ("Uzbekistan", "", "Tashkent", "Uzbek|Uzbekistani", "Uzbeks"),
    "TJ": ("Tajikistan", "", "Dushanbe", "Tajik|Tajikistani", "Tajiks"),
    "TM": ("Turkmenistan", "", "Ashgabat", "Turkmen", "Turkmens"),
    "AZ": ("Azerbaijan", "", "Baku", "Azerbaijani|Azeri", "Azerbaijanis|Azeris"),
    "AM": ("Armenia", "", "Yerevan", "Armenian", "Armenians"),
    "GE": ("Georgia", "Republic of Georgia", "Tbilisi", "Georgian", "Georgians"),
    "PH": ("Philippines", "Republic of the Philippines", "Manila", "Philippine|Filipino", "Filipinos"),
    "TH": ("Thailand", "Siam", "Bangkok", "Thai", "Thais"),
    "MM": ("Myanmar", "Burma", "Naypyidaw|Naypyitaw", "Burmese|Myanmar", "the Burmese"),
    "KH": ("Cambodia", "Kampuchea", "Phnom Penh", "Cambodian", "Cambodians"),
    "LA": ("Laos", "Lao People's Democratic Republic|Lao PDR", "Vientiane", "Laotian|Lao", "Laotians"),
    "VN": ("Vietnam", "Viet Nam|Socialist Republic of Vietnam", "Hanoi", "Vietnamese", "the Vietnamese"),
    "NP": ("Nepal", "", "Kathmandu|Katmandu", "Nepali|Nepalese", "Nepalis"),
    "MN": ("Mongolia", "", "Ulaanbaatar|Ulan Bator", "Mongolian", "Mongolians"),
    "TL": ("East Timor", "Timor-Leste", "Dili", "East Timorese|Timorese", "the Timorese"),
    "MV": ("Maldives", "the Maldives", "Malé", "Maldivian", "Maldivians"),
    "BD": ("Bangladesh", "", "Dhaka", "Bangladeshi", "Bangladeshis"),
    "IN": ("India", "Republic of India|Bharat", "New Delhi|Delhi", "Indian", "Indians"),
    "ID": ("Indonesia", "Republic of Indonesia", "Jakarta", "Indonesian", "Indonesians"),
    "LK": ("Sri Lanka", "Ceylon", "Colombo", "Sri Lankan", "Sri Lankans"),
    "NZ": ("New Zealand", "Aotearoa", "Wellington", "New Zealand", "New Zealanders"),
    "CD": ("Democratic Republic of the Congo", "Democratic Republic of Congo|DR Congo|DRC|D.R.C.|Congo-Kinshasa|Zaire", "Kinshasa", "Congolese", ""),
    "CG": ("Republic of the Congo", "Congo-Brazzaville|Republic of Congo", "Brazzaville", "", ""),
    "CI": ("Ivory Coast", "Côte d'Ivoire|Côte d’Ivoire|Cote d'Ivoire", "Yamoussoukro|Abidjan", "Ivorian", "Ivorians"),
    "CV": ("Cape Verde", "Cabo Verde", "Praia", "Cape Verdean", "Cape Verdeans"),
    "SZ": ("Eswatini", "Swaziland", "Mbabane|Lobamba", "Swazi", "Swazis"),
    "ST": ("Sao Tome and Principe", "São Tomé and Príncipe", "São Tomé", "", ""),
    "LS": ("Lesotho", "", "Maseru", "Basotho", "Basotho"),
    "BW": ("Botswana", "", "Gaborone", "Botswanan|Batswana", "Batswana"),
    "ZA": ("South Africa", "RSA|Republic of South Africa", "Pretoria|Cape Town", "South African", "South Africans"),
    "BI": ("Burundi", "", "Gitega|Bujumbura", "Burundian", "Burundians"),
    "TD": ("Chad", "", "N'Djamena|Ndjamena|N’Djamena", "Chadian", "Chadians"),
    "SO": ("Somalia", "", "Mogadishu", "Somali|Somalian", "Somalis"),
    "YE": ("Yemen", "Yemeni Republic|Republic of Yemen", "Sanaa|Sana'a|Sana’a", "Yemeni", "Yemenis"),
    "SY": ("Syria", "Syrian Arab Republic", "Damascus", "Syrian", "Syrians"),
    "LB": ("Lebanon", "Lebanese Republic", "Beirut", "Lebanese", "the Lebanese"),
    "KW": ("Kuwait", "State of Kuwait", "Kuwait City", "Kuwaiti", "Kuwaitis"),
    "BO": ("Bolivia", "Plurinational State of Bolivia", "La Paz|Sucre", "Bolivian", "Bolivians"),
    "AR": ("Argentina", "Argentine Republic", "Buenos Aires", "Argentine|Argentinian|Argentinean", "Argentines|Argentinians"),
    "EC": ("Ecuador", "", "Quito", "Ecuadorean|Ecuadorian|Ecuadoran", "Ecuadoreans|Ecuadorians"),
    "SV": ("El Salvador", "", "San Salvador", "Salvadoran|Salvadorean", "Salvadorans"),
    "HN": ("Honduras", "", "Tegucigalpa", "Honduran", "Hondurans"),
    "VE": ("Venezuela", "Bolivarian Republic of Venezuela", "Caracas", "Venezuelan", "Venezuelans"),
    "BR": ("Brazil", "Brasil", "Brasília|Brasilia", "Brazilian", "Brazilians"),
    "MX": ("Mexico", "United Mexican States", "Mexico City", "Mexican", "Mexicans"),
    "KM": ("Comoros", "Union of the Comoros", "Moroni", "Comorian", "Comorians"),
    "DJ": ("Djibouti", "", "", "Djiboutian", "Djiboutians"),
    "BS": ("Bahamas", "The Bahamas", "Nassau", "Bahamian", "Bahamians"),
    "GM": ("Gambia", "The Gambia", "Banjul", "Gambian", "Gambians"),
    "DO": ("Dominican Republic", "", "Santo Domingo", "Dominican", "Dominicans"),
    "DM": ("Dominica", "", "Roseau", "", ""),
    "HK": ("Hong Kong", "Hong Kong SAR", "", "Hong Kong", "Hong Kongers"),
    "MO": ("Macau", "Macao", "", "", ""),
    "FM": ("Micronesia", "Federated States of Micronesia", "Palikir", "Micronesian", ""),
    "KN": ("Saint Kitts and Nevis", "St. Kitts and Nevis", "Basseterre", "", ""),
    "LC": ("Saint Lucia", "St. Lucia", "Castries", "Saint Lucian", ""),
    "VC": ("Saint Vincent and the Grenadines", "St. Vincent and the Grenadines", "Kingstown", "Vincentian", ""),
    "SM": ("San Marino", "", "", "Sammarinese", ""),
    "SC": ("Seychelles", "the Seychelles", "Victoria", "Seychellois", ""),
    "ME": ("Montenegro", "", "Podgorica", "Montenegrin", "Montenegrins"),
    "VG": ("British Virgin Islands", "", "", "", ""),
    "VI": ("U.S. Virgin Islands", "", "", "", ""),
    "AG": ("Antigua and Barbuda", "Antigua", "", "Antiguan", "Antiguans"),
    "TT": ("Trinidad and Tobago", "Trinidad", "Port of Spain", "Trinidadian", "Trinidadians"),
    "NE": ("Niger", "", "Niamey", "Nigerien", "Nigeriens"),
    "GY": ("Guyana", "", "Georgetown", "Guyanese", "the Guyanese"),
    "PT": ("Portugal", "", "Lisbon", "Portuguese", "the Portuguese"),
    "PK": ("Pakistan", "Islamic Republic of Pakistan", "Islamabad", "Pakistani", "Pakistanis"),
    "EG": ("Egypt", "Arab Republic of Egypt", "Cairo", "Egyptian", "Egyptians"),
    "LY": ("Libya", "State of Libya|Libyan Arab Jamahiriya", "Tripoli", "Libyan", "Libyans"),
    "CU": ("Cuba", "", "Havana", "Cuban", "Cubans"),
    "SR": ("Suriname", "Surinam", "Paramaribo", "Surinamese", ""),
    "CK": ("Cook Islands", "", "", "", ""),
    "FK": ("Falkland Islands", "Falklands|Malvinas|Islas Malvinas", "", "", ""),
    "GL": ("Greenland", "", "Nuuk", "Greenlandic", "Greenlanders"),
    "MP": ("Northern Mariana Islands", "", "Saipan", "", ""),
    "RE": ("Réunion", "", "", "", ""),
    "MQ": ("Martinique", "", "", "", ""),
    "GI": ("Gibraltar", "", "", "Gibraltarian", "Gibraltarians"),
    "MG": ("Madagascar", "", "Antananarivo", "Malagasy", ""),
    "SB": ("Solomon Islands", "", "Honiara", "", "Solomon Islanders"),
    "PR": ("Puerto Rico", "", "San Juan", "Puerto Rican", "Puerto Ricans"),
}  # fmt: skip

EXTRA = [  # name, iso2, iso3, aliases, capitals, adjectives, people
    ("Kosovo", "XK", "XKX", "Republic of Kosovo", "Pristina", "Kosovar|Kosovan", "Kosovars"),
    ("Soviet Union", "SU", "SUN", "USSR|U.S.S.R.|Union of Soviet Socialist Republics", "", "Soviet", "Soviets"),
    ("Yugoslavia", "YU", "YUG", "Federal Republic of Yugoslavia", "", "Yugoslav|Yugoslavian", "Yugoslavs"),
    ("Czechoslovakia", "CS", "CSK", "", "", "Czechoslovak|Czechoslovakian", "Czechoslovaks"),
    ("East Germany", "DD", "DDR", "GDR|German Democratic Republic", "East Berlin", "East German", "East Germans"),
    ("West Germany", "", "", "", "Bonn", "West German", "West Germans"),
    ("South Vietnam", "", "", "", "Saigon", "South Vietnamese", "the South Vietnamese"),
    ("North Vietnam", "", "", "", "", "North Vietnamese", "the North Vietnamese"),
]

NO_PLURAL = ("ese", "ish", "ss", "ch", "vatican", "ois", "sch")


def states() -> list[tuple[str, ...]]:
    folder = Path(importlib.util.find_spec("countryinfo").submodule_search_locations[0]) / "data"  # type: ignore[union-attr,index]
    rows: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.json")):
        info = json.loads(path.read_text(encoding="utf-8"))
        iso2, iso3 = info["ISO"]["alpha2"], info["ISO"]["alpha3"]
        if iso2 in DROP or iso2 in rows:
            continue
        name, aliases, capitals, adjectives, people = OVERRIDES.get(iso2, ("", "", "", "", ""))
        kept = iso2 in OVERRIDES
        name = name or info["name"].replace("The ", "")
        if not kept:
            spelled = [
                a for a in info.get("altSpellings", []) if a.isascii() and len(a) > 3 and " of " in a and "," not in a
            ]
            aliases = "|".join(a for a in spelled if name in a and a != name)
            capital = info.get("capital") or ""
            capitals = capital if isinstance(capital, str) else ""
            adjectives = (info.get("demonym") or "").replace(",", "|").replace("Christmas Island", "")
            people = "|".join(a + "s" for a in adjectives.split("|") if a and not a.lower().endswith(NO_PLURAL))
        if capitals == name:
            capitals = ""
        rows[iso2] = (name, iso2, iso3, aliases, capitals, adjectives, people)
    return sorted([*rows.values(), *EXTRA])


def given_names() -> list[tuple[str, str]]:
    folder = Path(importlib.util.find_spec("nomquamgender").submodule_search_locations[0])  # type: ignore[union-attr,index]
    table = json.loads((folder / "name_data.json").read_text(encoding="utf-8"))
    out = []
    for name, (sources, count, female, _) in table.items():
        if name.isascii() and name.isalpha() and len(name) > 1 and count >= 400 and sources >= 7:
            if female >= 0.95:
                out.append((name, "f"))
            elif female <= 0.05:
                out.append((name, "m"))
    return sorted(out)


def main() -> None:
    head = "# name\tiso2\tiso3\taliases\tcapitals\tadjectives\tpeople   (| between values); built by training/lexicon_tables.py\n"
    body = "".join("\t".join(row) + "\n" for row in states())
    (DATA / "states.tsv").write_text(head + body, encoding="utf-8")
    by = given_names()
    head = "# given names that are borne by one sex 19 times in 20; from nomquamgender 0.1.4 (MIT), see SOURCES.md\n"
    lines = [f"{sex}\t{' '.join(n for n, s in by if s == sex)}\n" for sex in ("f", "m")]
    (DATA / "given_names.tsv").write_text(head + "".join(lines), encoding="utf-8")
    nick = Path(importlib.util.find_spec("nicknames").submodule_search_locations[0]) / "names.csv"  # type: ignore[union-attr,index]
    pairs = [line.split(",") for line in nick.read_text(encoding="utf-8").splitlines()[1:]]
    short: dict[str, set[str]] = {}
    for full, _, nickname in pairs:
        short.setdefault(full.strip(), set()).add(nickname.strip())
    head = "# given name: its short forms; from nicknames 1.0.1 (Apache-2.0), see SOURCES.md\n"
    text = "".join(f"{full}\t{' '.join(sorted(names))}\n" for full, names in sorted(short.items()))
    (DATA / "nicknames.tsv").write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
