#include "intake/name_parts.h"

namespace stillpoint::intake {
namespace {

// Names written in Latin letters.
constexpr NamePart kEnFemale[] = {
    "Amara",  "Beatrix",  "Celia",  "Daphne",  "Edith",  "Freya",    "Gwendolyn", "Harriet",
    "Imogen", "Juno",     "Kezia",  "Lorna",   "Maeve",  "Nell",     "Odette",    "Philippa",
    "Rowena", "Sylvie",   "Tamsin", "Una",     "Verity", "Willa",    "Averil",    "Bryony",
    "Clover", "Della",    "Esme",   "Fern",    "Greta",  "Hazel",    "Ivy",       "Josephine",
    "Leonie", "Marigold", "Nora",   "Ottilie", "Pearl",  "Rosalind", "Sabine",    "Thea"};
constexpr NamePart kEnMale[] = {
    "Alasdair", "Bertram", "Caspian", "Dorian", "Ellis",  "Fergus",  "Gideon", "Hollis",
    "Ivo",      "Jasper",  "Kit",     "Linus",  "Magnus", "Ned",     "Orson",  "Percival",
    "Quentin",  "Rufus",   "Silas",   "Tobias", "Angus",  "Barnaby", "Conrad", "Desmond",
    "Emrys",    "Felix",   "Graham",  "Hugo",   "Jonah",  "Lachlan", "Miles",  "Nathaniel",
    "Oswin",    "Reuben",  "Stellan", "Theo",   "Wystan", "Ambrose", "Cormac", "Dashiell"};
constexpr NamePart kEnHeads[] = {
    "Alder", "Amber", "Ash",    "Beck",   "Bram", "Brin",  "Cald", "Carr",   "Clare", "Crane", "Dell",
    "Elder", "Elm",   "Fallow", "Fenn",   "Gale", "Garn",  "Hal",  "Hare",   "Haw",   "Heath", "Holt",
    "Kel",   "Lark",  "Lind",   "Lock",   "Marl", "Mere",  "Moss", "Nether", "Oak",   "Pell",  "Quill",
    "Rill",  "Rook",  "Sedge",  "Sorrel", "Tarn", "Thorn", "Wend", "Whin",   "Wick",  "Withy", "Yar"};
constexpr NamePart kEnTails[] = {
    "acre",  "bank",  "beck",    "bourne", "brook", "by",   "combe", "cote", "croft", "dale",  "den",
    "dyke",  "fell",  "field",   "ford",   "garth", "gate", "grove", "ham",  "hart",  "hurst", "ley",
    "low",   "marsh", "mead",    "mere",   "mond",  "more", "ridge", "rigg", "shaw",  "side",  "stead",
    "stock", "stone", "thwaite", "wald",   "water", "well", "wick",  "wood", "worth"};
constexpr NamePart kDeFemale[] = {
    "Annika", "Bettina", "Carla",     "Dörte",     "Elke",     "Friederike", "Gudrun",    "Heike",
    "Ilse",   "Jutta",   "Katharina", "Liesel",    "Mareike",  "Nele",       "Ottilie",   "Petra",
    "Ronja",  "Silke",   "Theresa",   "Ulrike",    "Veronika", "Wiebke",     "Anneliese", "Birgit",
    "Cosima", "Dagmar",  "Elfriede",  "Franziska", "Greta",    "Hannelore",  "Ines",      "Johanna",
    "Karin",  "Lotte",   "Mathilde",  "Regula",    "Sibylle",  "Ursina",     "Verena",    "Barbla"};
constexpr NamePart kDeMale[] = {
    "Anselm",    "Bernd",  "Clemens", "Detlef", "Eberhard", "Florian",  "Gerhard",  "Holger",
    "Ingo",      "Jochen", "Konrad",  "Lukas",  "Matthias", "Norbert",  "Ottmar",   "Philipp",
    "Reto",      "Sönke",  "Thilo",   "Ulrich", "Volker",   "Wendelin", "Albrecht", "Benedikt",
    "Christoph", "Dieter", "Emil",    "Fritz",  "Gustav",   "Hannes",   "Jakob",    "Kaspar",
    "Leopold",   "Moritz", "Niklas",  "Oskar",  "Ruedi",    "Stefan",   "Urs",      "Beat"};
constexpr NamePart kDeHeads[] = {
    "Abend",   "Ahorn",   "Ampfer", "Birken",  "Blei",   "Brunn",   "Distel",  "Drossel", "Eichen", "Erlen",
    "Farn",    "Fichten", "Garten", "Ginster", "Grün",   "Habicht", "Hasel",   "Heide",   "Holder", "Kiefer",
    "Krummen", "Lerchen", "Linden", "Moor",    "Morgen", "Nebel",   "Ober",    "Quell",   "Reb",    "Rohr",
    "Schilf",  "Silber",  "Sonnen", "Stein",   "Tannen", "Ulmen",   "Wachtel", "Weiden",  "Wiesen", "Winter"};
constexpr NamePart kDeTails[] = {
    "acher",  "au",       "bach",    "baum",    "beck",   "berger", "brink",   "bühl",  "dorff",  "egger",
    "felder", "feldt",    "furter",  "garten",  "gruber", "halder", "hauser",  "heim",  "hofer",  "holzer",
    "horst",  "huber",    "kamp",    "leitner", "linger", "matter", "moser",   "mann",  "reuter", "rieder",
    "roth",   "schläger", "stätter", "stein",   "taler",  "weiler", "wiesner", "zeller"};
constexpr NamePart kFrFemale[] = {"Adèle",    "Apolline",  "Bérénice", "Blandine", "Capucine", "Clémence",
                                  "Delphine", "Édith",     "Éloïse",   "Fleur",    "Garance",  "Héloïse",
                                  "Inès",     "Joséphine", "Léonie",   "Lucille",  "Maëlle",   "Mireille",
                                  "Noémie",   "Océane",    "Pascale",  "Rosalie",  "Sidonie",  "Solène",
                                  "Thaïs",    "Valentine", "Yolaine",  "Zélie",    "Agathe",   "Colette"};
constexpr NamePart kFrMale[] = {"Aurélien",  "Baptiste",  "Corentin", "Damien",   "Édouard", "Fabrice",
                                "Gaspard",   "Hippolyte", "Isidore",  "Jérôme",   "Lazare",  "Léandre",
                                "Marcellin", "Nathanaël", "Octave",   "Pascal",   "Quentin", "Rémi",
                                "Sébastien", "Thibault",  "Urbain",   "Valère",   "Xavier",  "Yann",
                                "Anatole",   "Blaise",    "Cyprien",  "Évariste", "Gaël",    "Timothée"};
constexpr NamePart kFrHeads[] = {"Aube", "Beau", "Belle", "Bois", "Bris", "Cham",  "Char", "Clair",
                                 "Corn", "Des",  "Dou",   "Fon",  "Gran", "Haute", "Lan",  "Lau",
                                 "Mar",  "Mi",   "Mont",  "Mour", "Neu",  "Per",   "Plan", "Pré",
                                 "Ro",   "Sau",  "Ser",   "Val",  "Ver",  "Ville"};
constexpr NamePart kFrTails[] = {"ac",    "aigue", "ard",   "arnaud", "aux",   "bert",  "bois",   "brun",
                                 "champ", "clos",  "court", "don",    "dreau", "esque", "fleur",  "font",
                                 "gaud",  "gny",   "ière",  "lac",    "lande", "lier",  "luc",    "mère",
                                 "mont",  "nay",   "neuve", "pierre", "rault", "rive",  "rolles", "selle",
                                 "tain",  "tard",  "thier", "val",    "velle", "vers",  "vert"};
constexpr NamePart kEsFemale[] = {"Adela",   "Amparo",  "Begoña",   "Carmela",  "Consuelo", "Dolores",
                                  "Elvira",  "Eulalia", "Fernanda", "Graciela", "Herminia", "Inmaculada",
                                  "Jimena",  "Leonor",  "Lucía",    "Macarena", "Marisol",  "Nieves",
                                  "Olalla",  "Paloma",  "Remedios", "Rocío",    "Salomé",   "Soledad",
                                  "Teodora", "Ximena",  "Yolanda",  "Zoraida",  "Aurora",   "Catalina"};
constexpr NamePart kEsMale[] = {"Álvaro",   "Anselmo",   "Baltasar", "Casimiro",  "Damián",  "Eladio",
                                "Esteban",  "Fermín",    "Gonzalo",  "Hilario",   "Ignacio", "Joaquín",
                                "Lázaro",   "Leandro",   "Macario",  "Marcelo",   "Nicanor", "Octavio",
                                "Patricio", "Rafael",    "Rodrigo",  "Saturnino", "Telmo",   "Ulises",
                                "Valentín", "Wenceslao", "Xavier",   "Yago",      "Zenón",   "Tomás"};
constexpr NamePart kEsHeads[] = {
    "Alba", "Almen", "Arro", "Bar",   "Cali", "Campo", "Car",  "Cerra", "Encin", "Espi",  "Fuen",
    "Gavi", "Herre", "Hino", "Igle",  "Lagu", "Lla",   "Mata", "Mon",   "Mora",  "Naran", "Oli",
    "Peña", "Quin",  "Riba", "Robre", "Sala", "San",   "Soto", "Tor",   "Val",   "Villa", "Zar"};
constexpr NamePart kEsTails[] = {"da",    "dal",   "dero",  "dillo", "dina",  "drada", "grosa", "jal",
                                 "josa",  "lares", "lbo",   "lejo",  "llana", "lleda", "lmar",  "mayor",
                                 "mora",  "nalta", "ncia",  "nero",  "nosa",  "quera", "randa", "rredo",
                                 "rrera", "rroyo", "sales", "seco",  "serna", "tana",  "tejo",  "terra",
                                 "velez", "verde", "vieja", "zuela"};
constexpr NamePart kItFemale[] = {"Adelina",  "Bianca",  "Camilla",  "Donatella", "Elettra",  "Fiammetta",
                                  "Ginevra",  "Ilaria",  "Jolanda",  "Livia",     "Lucrezia", "Marzia",
                                  "Nives",    "Ornella", "Perla",    "Rosalba",   "Serafina", "Tullia",
                                  "Viola",    "Zaira",   "Allegra",  "Berenice",  "Carlotta", "Domitilla",
                                  "Eleonora", "Flavia",  "Giuditta", "Ludovica",  "Mafalda",  "Noemi"};
constexpr NamePart kItMale[] = {"Achille",  "Beniamino", "Cesare",    "Corrado", "Dario",     "Ermanno",
                                "Fabrizio", "Gaetano",   "Iacopo",    "Lapo",    "Ludovico",  "Manlio",
                                "Nicodemo", "Orlando",   "Pierluigi", "Quirino", "Raniero",   "Saverio",
                                "Tiberio",  "Ubaldo",    "Valerio",   "Zeno",    "Amedeo",    "Bruno",
                                "Celso",    "Duccio",    "Ettore",    "Folco",   "Gualtiero", "Leandro"};
constexpr NamePart kItHeads[] = {"Acqua", "Alba",   "Bel", "Bor",   "Bosca", "Bran",  "Campo", "Casa",
                                 "Cere",  "Chiara", "Col", "Corte", "Fava",  "Fonta", "Gal",   "Gran",
                                 "Lago",  "Lan",    "Mar", "Mel",   "Mon",   "Nava",  "Oli",   "Pala",
                                 "Pian",  "Pietra", "Por", "Riva",  "Rocca", "Sal",   "San",   "Selva",
                                 "Spina", "Tor",    "Val", "Ven",   "Vigna"};
constexpr NamePart kItTails[] = {"bella",   "betti",  "bruni", "chiari", "cini",  "dini",  "doro",    "fiori",
                                 "gatti",   "ghetti", "gnani", "landi",  "lini",  "lotti", "luna",    "mari",
                                 "minelli", "monti",  "nardi", "neri",   "netti", "nuova", "quercia", "rasa",
                                 "relli",   "ridi",   "rini",  "rosa",   "sani",  "sole",  "tani",    "tini",
                                 "velli",   "verdi",  "vico",  "zini"};
constexpr NamePart kNlFemale[] = {"Anneke",    "Baukje",  "Carlijn", "Doortje",  "Eefje",  "Femke",
                                  "Geertje",   "Hilde",   "Ilse",    "Jantien",  "Kaatje", "Lieke",
                                  "Marijke",   "Neeltje", "Paulien", "Roos",     "Saskia", "Tineke",
                                  "Willemijn", "Ymke",    "Aafke",   "Brechtje", "Cato",   "Diede",
                                  "Elske",     "Fenna",   "Griet",   "Hanneke",  "Jikke",  "Lotte"};
constexpr NamePart kNlMale[] = {
    "Aart",   "Bastiaan", "Cornelis", "Dirk",  "Egbert", "Floris",   "Gijs",    "Hendrik", "Ids",    "Joost",
    "Klaas",  "Lammert",  "Maarten",  "Niels", "Onno",   "Pieter",   "Reinier", "Sybren",  "Teun",   "Ubbo",
    "Wouter", "Ysbrand",  "Arend",    "Bram",  "Casper", "Diederik", "Evert",   "Folkert", "Gerben", "Jelle"};
constexpr NamePart kNlHeads[] = {
    "van Aal",     "van Berken", "van Blau",  "ter Bos",    "van Duin", "van Els",   "ten Geest", "van Groen",
    "van Haver",   "van Heide",  "ter Horst", "van Klaver", "van Kwel", "van Linde", "van Maan",  "van Mols",
    "van Noorder", "van Over",   "ter Plas",  "van Riet",   "van Rijs", "van Schel", "van Spijk", "van Tarwe",
    "van Veen",    "van Vlas",   "van Water", "van Wilgen", "van Zand", "van Zilver"};
constexpr NamePart kNlTails[] = {"akker", "beek", "berg",   "bosch",  "brink",  "broek", "burg", "dam",
                                 "dijk",  "donk", "drecht", "eik",    "elst",   "gaard", "gouw", "hoek",
                                 "hof",   "horn", "hout",   "huizen", "kamp",   "kerk",  "laar", "land",
                                 "loo",   "meer", "molen",  "rade",   "schoot", "stede", "veld", "voort",
                                 "waard", "werf", "wijk",   "woude",  "zicht"};
constexpr NamePart kPtFemale[] = {"Adelaide",  "Benedita",  "Clarice", "Dulce",    "Eunice",    "Filomena",
                                  "Graça",     "Helena",    "Iracema", "Jacinta",  "Lídia",     "Madalena",
                                  "Natércia",  "Olívia",    "Piedade", "Quitéria", "Rosário",   "Sofia",
                                  "Teresinha", "Vitória",   "Aurora",  "Belmira",  "Conceição", "Deolinda",
                                  "Ermelinda", "Francisca", "Guiomar", "Isaura",   "Jandira",   "Leonilde"};
constexpr NamePart kPtMale[] = {"Abílio",   "Baltazar",  "Caetano",  "Domingos", "Eduardo",  "Fausto",
                                "Gaspar",   "Henrique",  "Inácio",   "Joaquim",  "Leonel",   "Martim",
                                "Norberto", "Osvaldo",   "Plínio",   "Quintino", "Raul",     "Severino",
                                "Tadeu",    "Ubirajara", "Vicente",  "Xisto",    "Zeferino", "Amaro",
                                "Belmiro",  "Crispim",   "Evaristo", "Firmino",  "Gil",      "Lourenço"};
constexpr NamePart kPtHeads[] = {"Alber", "Amei", "Azi",   "Bar",   "Cam",   "Car",  "Casta", "Coim",
                                 "Fer",   "Fon",  "Gou",   "Guima", "Laran", "Lou",  "Mace",  "Mou",
                                 "Nei",   "Oli",  "Palha", "Pei",   "Per",   "Quei", "Ri",    "Sar",
                                 "Sei",   "Sil",  "Ta",    "Tei",   "Val",   "Vei",  "Vide"};
constexpr NamePart kPtTails[] = {"ães",  "al",   "ardo",  "arinho", "arosa", "ário",  "bal",   "beira",
                                 "bral", "casa", "deira", "drosa",  "eda",   "eiral", "eiros", "ela",
                                 "eixo", "gosa", "inha",  "iral",   "lhosa", "mar",   "mosa",  "nal",
                                 "nosa", "poso", "queda", "ral",    "reda",  "reiro", "rosa",  "sinho",
                                 "tosa", "veda", "velo",  "xeira",  "xosa"};
constexpr NamePart kSvFemale[] = {"Alva",    "Birgitta", "Cajsa",   "Dagny",    "Ebba",     "Frida",
                                  "Gunilla", "Hedvig",   "Ingrid",  "Jorunn",   "Kerstin",  "Liv",
                                  "Maj",     "Nanna",    "Oda",     "Pernilla", "Ragnhild", "Signe",
                                  "Torunn",  "Ulla",     "Vendela", "Ylva",     "Åsa",      "Ellinor",
                                  "Solveig", "Tuva",     "Elin",    "Sunniva",  "Merete",   "Kirsten"};
constexpr NamePart kSvMale[] = {
    "Arvid", "Birger", "Christer", "Dag",   "Einar", "Fredrik", "Gunnar",  "Halvard", "Ivar",     "Jens",
    "Kjell", "Lars",   "Mats",     "Nils",  "Ove",   "Petter",  "Rune",    "Sigurd",  "Torbjörn", "Ulf",
    "Vidar", "Yngve",  "Anders",   "Bengt", "Emil",  "Folke",   "Henning", "Håkon",   "Leif",     "Sven"};
constexpr NamePart kSvHeads[] = {"Alm",   "Ask",   "Berg",  "Björk", "Blom", "Dal",    "Ek",     "Fager",
                                 "Fjell", "Frost", "Gran",  "Grön",  "Hag",  "Hassel", "Hög",    "Is",
                                 "Kvist", "Lind",  "Ljung", "Löv",   "Malm", "Mos",    "Nord",   "Ny",
                                 "Quist", "Rönn",  "Sand",  "Sjö",   "Skog", "Stjärn", "Strand", "Sund",
                                 "Söder", "Tall",  "Törn",  "Ved",   "Vik",  "Vinter", "Älv",    "Öst"};
constexpr NamePart kSvTails[] = {"backa",  "berga", "blad", "by",   "bäck",  "dahl", "fjärd", "fors",
                                 "gaard",  "gren",  "hamn", "holm", "kvist", "lid",  "lund",  "mark",
                                 "mo",     "näs",   "rot",  "ros",  "ryd",   "skär", "stad",  "sten",
                                 "strand", "ström", "sund", "svik", "tjern", "torp", "vall",  "vang",
                                 "vik",    "viken", "ås",   "åker", "ö"};
constexpr NamePart kPlFemale[] = {"Agnieszka",  "Bożena",  "Celina",  "Danuta",  "Elżbieta", "Felicja",
                                  "Grażyna",    "Halina",  "Irena",   "Jadwiga", "Kalina",   "Ludmiła",
                                  "Małgorzata", "Natasza", "Olimpia", "Petra",   "Renata",   "Stanisława",
                                  "Tekla",      "Urszula", "Wanda",   "Zofia",   "Aniela",   "Bogna",
                                  "Dobrawa",    "Eliza",   "Jagoda",  "Kinga",   "Mirela",   "Nadzieja"};
constexpr NamePart kPlMale[] = {"Antoni",   "Bogdan",   "Cezary",   "Dariusz",    "Eryk",       "Feliks",
                                "Grzegorz", "Henryk",   "Ireneusz", "Jarosław",   "Kazimierz",  "Leszek",
                                "Mirosław", "Nikodem",  "Oskar",    "Przemysław", "Radosław",   "Sławomir",
                                "Tomasz",   "Waldemar", "Witold",   "Zbigniew",   "Apoloniusz", "Bruno",
                                "Dominik",  "Gustaw",   "Jędrzej",  "Ksawery",    "Ludwik",     "Marcel"};
constexpr NamePart kPlHeads[] = {"Bia",   "Bor",   "Brzo",  "Cisz", "Dąb",   "Dolno", "Gór", "Grab", "Jasi",
                                 "Jawor", "Kali",  "Klon",  "Krze", "Lipo",  "Łąk",   "Mal", "Mio",  "Młyn",
                                 "Ostro", "Pasie", "Piask", "Pod",  "Rados", "Rusz",  "Sad", "Sos",  "Sto",
                                 "Trzci", "Wierz", "Wod",   "Zab",  "Zago",  "Ziel"};
constexpr NamePart kPlTails[] = {"anowicz", "ancki", "arczyk", "arz",     "ecki",    "elak",  "enda",
                                 "ewicz",   "ialek", "iarski", "iewicz",  "ikowiak", "in",    "inek",
                                 "insko",   "ocki",  "omir",   "onowicz", "orek",    "oszek", "owiak",
                                 "owiec",   "owicz", "uszka",  "ycki",    "yniec",   "yna",   "yszko"};
constexpr NamePart kTrFemale[] = {"Ayla",   "Belgin", "Ceyda", "Defne", "Elif",   "Feride", "Gülay",
                                  "Handan", "Işıl",   "Jale",  "Lale",  "Meltem", "Nergis", "Oya",
                                  "Pınar",  "Reyhan", "Selin", "Tülay", "Ümran",  "Yasemin"};
constexpr NamePart kTrMale[] = {"Alper", "Bülent", "Cem",    "Deniz",  "Emre", "Ferit", "Gökhan",
                                "Haluk", "İlker",  "Kaan",   "Levent", "Mert", "Nejat", "Orhan",
                                "Polat", "Rıza",   "Serkan", "Tarık",  "Ufuk", "Yavuz"};
constexpr NamePart kTrHeads[] = {"Ak",  "Al",   "Ay",  "Bahar", "Çam", "Çınar", "De",  "Di",   "Er",
                                 "Gök", "Gül",  "Gün", "Işık",  "Kar", "Kara",  "Kum", "Mavi", "Ok",
                                 "Oz",  "Sarı", "Şen", "Taş",   "Tun", "Ulu",   "Yağ", "Yel",  "Yıl"};
constexpr NamePart kTrTails[] = {"aydın", "bulut", "cıoğlu", "çay",  "dağlı", "deniz",  "dere",
                                 "er",    "gün",   "ışık",   "kaya", "lıdağ", "lıoğlu", "maz",
                                 "oğlu",  "pınar", "saçan",  "ses",  "soy",   "su",     "tekin",
                                 "ten",   "türk",  "yazı",   "yol",  "yurt"};
constexpr NamePart kSwFemale[] = {
    "Adaeze", "Amani",    "Chidinma", "Dalila",  "Esi",     "Folami",  "Gathoni", "Hasina", "Ifeoma",
    "Jelani", "Kamaria",  "Lindiwe",  "Makena",  "Naledi",  "Nomvula", "Ode",     "Palesa", "Rehema",
    "Sade",   "Thandiwe", "Uzoma",    "Wanjiku", "Yetunde", "Zawadi",  "Zola"};
constexpr NamePart kSwMale[] = {"Abidemi", "Babatunde", "Chinedu", "Dumisani", "Ekow",   "Femi",   "Gitau",
                                "Hamisi",  "Ikenna",    "Jabari",  "Kwabena",  "Lwazi",  "Mandla", "Nnamdi",
                                "Obinna",  "Parks",     "Rudo",    "Sipho",    "Themba", "Uche",   "Wekesa",
                                "Xolani",  "Yaw",       "Zuberi",  "Kofi"};
constexpr NamePart kSwHeads[] = {"Aba",   "Ade", "Aka",  "Amo",  "Bo",  "Chi", "Dla", "Eze",
                                 "Gacha", "Ika", "Kali", "Kama", "Ke",  "Ko",  "Li",  "Ma",
                                 "Mba",   "Mo",  "Mutu", "Nda",  "Nga", "Njo", "Nko", "Oba",
                                 "Oko",   "Ola", "Sibu", "Tho",  "Uwa", "Wa",  "Zi"};
constexpr NamePart kSwTails[] = {"bane", "bela", "boa",  "chukwu", "dara", "dile",  "fule", "gana",
                                 "gari", "jola", "kale", "kani",   "kora", "kwe",   "lala", "ladi",
                                 "lema", "lisi", "mbe",  "meka",   "mini", "naike", "nde",  "ndo",
                                 "nkwo", "ra",   "rere", "sanya",  "seko", "tano",  "tola", "tunji",
                                 "wa",   "we",   "yele", "yinka",  "zi"};
constexpr NamePart kHiFemale[] = {"Aditi",  "Bhavna",  "Chandrika", "Damini", "Esha",    "Gayatri", "Harini",
                                  "Indira", "Jaya",    "Kavya",     "Lalita", "Madhuri", "Nandini", "Oviya",
                                  "Padma",  "Revathi", "Sarita",    "Tanvi",  "Uma",     "Vasudha", "Yamini",
                                  "Meera",  "Nirmala", "Rukmini",   "Shobha"};
constexpr NamePart kHiMale[] = {"Arjun",  "Bhaskar", "Chirag", "Dev",    "Eshan", "Girish", "Harish",
                                "Ishaan", "Jayant",  "Kiran",  "Lokesh", "Manoj", "Naveen", "Omkar",
                                "Pranav", "Raghav",  "Sanjay", "Tarun",  "Uday",  "Varun",  "Yash",
                                "Anand",  "Gopal",   "Mohan",  "Suresh"};
constexpr NamePart kHiHeads[] = {"Amar", "Anan",  "Bala", "Bhat", "Chan",   "Deva", "Dhana", "Gang",
                                 "Hari", "Indra", "Jal",  "Kama", "Kan",    "Loka", "Madha", "Mana",
                                 "Megh", "Nanda", "Nila", "Pada", "Prabha", "Rama", "Rana",  "Sam",
                                 "Shan", "Suba",  "Tara", "Vana", "Vas",    "Vira"};
constexpr NamePart kHiTails[] = {
    "bhai",  "charan", "das",    "deep",  "dev",    "dhar",   "drani", "gaonkar", "giri",  "kumara", "lekar",
    "mani",  "mohan",  "murti",  "nagar", "nandan", "nath",   "palli", "pani",    "raju",  "rao",    "ratna",
    "sagar", "shekar", "sundar", "swami", "tharan", "vaidya", "vani",  "wadkar",  "yappan"};
constexpr NamePart kGaFemale[] = {"Aisling",   "Bríd",    "Caoimhe",   "Dearbhla", "Éabha",
                                  "Fionnuala", "Gráinne", "Íde",       "Líadan",   "Máire",
                                  "Niamh",     "Orlaith", "Ríona",     "Sadhbh",   "Síle",
                                  "Treasa",    "Úna",     "Bláthnaid", "Clodagh",  "Muireann"};
constexpr NamePart kGaMale[] = {"Aodhán", "Breandán", "Cathal",  "Diarmuid", "Eoghan",   "Fiachra", "Garbhán",
                                "Iarla",  "Lorcán",   "Malachy", "Naoise",   "Oisín",    "Pádraig", "Ruairí",
                                "Séamus", "Tadhg",    "Ultan",   "Colm",     "Donnacha", "Ferdia"};
constexpr NamePart kGaHeads[] = {"O'Ar",  "O'Bal", "O'Bre",   "Mac Cal", "O'Car",  "O'Cul", "Mac Dar",
                                 "O'Dun", "O'Fal", "Mac Gar", "O'Glen",  "O'Han",  "O'Kil", "Mac Lor",
                                 "O'Mul", "O'Ner", "O'Ral",   "Mac Sor", "O'Tier", "O'Ver"};
constexpr NamePart kGaTails[] = {"allon", "avan",   "brin",   "cahy",  "carrick", "dry",   "fane",   "gan",
                                 "gara",  "keeran", "lanagh", "laven", "leary",   "lihan", "mara",   "mody",
                                 "nane",  "nery",   "niff",   "rane",  "rigan",   "rory",  "salley", "stin",
                                 "tigan", "ven",    "verty",  "walsh", "wen",     "yne"};

constexpr NameParts kParts[] = {
    {.language = "en", .female = kEnFemale, .male = kEnMale, .heads = kEnHeads, .tails = kEnTails},
    {.language = "de", .female = kDeFemale, .male = kDeMale, .heads = kDeHeads, .tails = kDeTails},
    {.language = "fr", .female = kFrFemale, .male = kFrMale, .heads = kFrHeads, .tails = kFrTails},
    {.language = "es", .female = kEsFemale, .male = kEsMale, .heads = kEsHeads, .tails = kEsTails},
    {.language = "it", .female = kItFemale, .male = kItMale, .heads = kItHeads, .tails = kItTails},
    {.language = "nl", .female = kNlFemale, .male = kNlMale, .heads = kNlHeads, .tails = kNlTails},
    {.language = "pt", .female = kPtFemale, .male = kPtMale, .heads = kPtHeads, .tails = kPtTails},
    {.language = "sv", .female = kSvFemale, .male = kSvMale, .heads = kSvHeads, .tails = kSvTails},
    {.language = "pl", .female = kPlFemale, .male = kPlMale, .heads = kPlHeads, .tails = kPlTails},
    {.language = "tr", .female = kTrFemale, .male = kTrMale, .heads = kTrHeads, .tails = kTrTails},
    {.language = "sw", .female = kSwFemale, .male = kSwMale, .heads = kSwHeads, .tails = kSwTails},
    {.language = "hi", .female = kHiFemale, .male = kHiMale, .heads = kHiHeads, .tails = kHiTails},
    {.language = "ga", .female = kGaFemale, .male = kGaMale, .heads = kGaHeads, .tails = kGaTails},
};

}  // namespace

std::span<const NameParts> latin_name_parts() {
  return kParts;
}

}  // namespace stillpoint::intake
