#include "intake/name_parts.h"

namespace stillpoint::intake {
namespace {

// Names written in other scripts, each part with its Latin letters.
constexpr NamePart kJaFemale[] = {
    {"葵", "Aoi"},     {"楓", "Kaede"},    {"澪", "Mio"},       {"千尋", "Chihiro"},  {"文乃", "Ayano"},
    {"小夜", "Sayo"},  {"雪乃", "Yukino"}, {"真琴", "Makoto"},  {"鈴", "Suzu"},       {"紬", "Tsumugi"},
    {"和香", "Waka"},  {"詩織", "Shiori"}, {"香澄", "Kasumi"},  {"美月", "Mizuki"},   {"初音", "Hatsune"},
    {"奈津", "Natsu"}, {"陽菜", "Hina"},   {"睦美", "Mutsumi"}, {"千夏", "Chinatsu"}, {"椿", "Tsubaki"}};
constexpr NamePart kJaMale[] = {{"蓮", "Ren"},     {"悠人", "Yuto"},  {"大地", "Daichi"}, {"朔", "Saku"},
                                {"誠", "Makoto"},  {"航", "Wataru"},  {"樹", "Itsuki"},   {"隼", "Hayato"},
                                {"直樹", "Naoki"}, {"海斗", "Kaito"}, {"拓", "Taku"},     {"仁", "Jin"},
                                {"陸", "Riku"},    {"昴", "Subaru"},  {"律", "Ritsu"},    {"岳", "Gaku"},
                                {"透", "Toru"},    {"渉", "Sho"},     {"篤", "Atsushi"},  {"新", "Arata"}};
constexpr NamePart kJaHeads[] = {
    {"霧", "Kiri"}, {"水", "Mizu"},   {"星", "Hoshi"}, {"雪", "Yuki"}, {"桐", "Kiri"}, {"藤", "Fuji"},
    {"梅", "Ume"},  {"柳", "Yanagi"}, {"鶴", "Tsuru"}, {"浅", "Asa"},  {"深", "Fuka"}, {"白", "Shira"},
    {"青", "Ao"},   {"杉", "Sugi"},   {"竹", "Take"},  {"苔", "Koke"}, {"波", "Nami"}, {"月", "Tsuki"},
    {"朝", "Asa"},  {"夕", "Yu"},     {"氷", "Hi"},    {"千", "Chi"}};
constexpr NamePart kJaTails[] = {{"瀬", "se"},   {"原", "hara"}, {"沢", "sawa"},  {"野", "no"},
                                 {"森", "mori"}, {"里", "zato"}, {"浦", "ura"},   {"崎", "zaki"},
                                 {"谷", "tani"}, {"坂", "saka"}, {"岸", "gishi"}, {"泉", "zumi"},
                                 {"丘", "oka"},  {"江", "e"},    {"島", "jima"},  {"堀", "bori"},
                                 {"畑", "hata"}, {"本", "moto"}, {"宮", "miya"},  {"垣", "gaki"}};
constexpr NamePart kKoFemale[] = {
    {"가온", "Ga-on"},     {"나래", "Na-rae"},    {"다솜", "Da-som"},  {"라온", "Ra-on"},
    {"마루", "Ma-ru"},     {"보람", "Bo-ram"},    {"새롬", "Sae-rom"}, {"아라", "A-ra"},
    {"예슬", "Ye-seul"},   {"은별", "Eun-byeol"}, {"초아", "Cho-a"},   {"하늘", "Ha-neul"},
    {"한별", "Han-byeol"}, {"해솔", "Hae-sol"},   {"소담", "So-dam"},  {"윤슬", "Yun-seul"}};
constexpr NamePart kKoMale[] = {
    {"건우", "Geon-u"},    {"강산", "Gang-san"}, {"도담", "Do-dam"},    {"미르", "Mi-reu"},
    {"바른", "Ba-reun"},   {"벼리", "Byeo-ri"},  {"슬찬", "Seul-chan"}, {"이든", "I-deun"},
    {"지한", "Ji-han"},    {"찬솔", "Chan-sol"}, {"태오", "Tae-o"},     {"푸름", "Pu-reum"},
    {"한결", "Han-gyeol"}, {"힘찬", "Him-chan"}, {"늘찬", "Neul-chan"}, {"해찬", "Hae-chan"}};
constexpr NamePart kKoHeads[] = {
    {"남궁", "Namgung"}, {"독고", "Dokgo"}, {"동방", "Dongbang"}, {"사공", "Sagong"}, {"서문", "Seomun"},
    {"선우", "Seonu"},   {"제갈", "Jegal"}, {"황보", "Hwangbo"},  {"금", "Geum"},     {"모", "Mo"},
    {"봉", "Bong"},      {"빈", "Bin"},     {"설", "Seol"},       {"옥", "Ok"},       {"탁", "Tak"},
    {"편", "Pyeon"},     {"표", "Pyo"},     {"호", "Ho"},         {"국", "Guk"},      {"돈", "Don"}};
constexpr NamePart kKoTails[] = {{"", ""}};
constexpr NamePart kZhFemale[] = {
    {"清荷", "Qinghe"},  {"若兰", "Ruolan"}, {"思源", "Siyuan"},  {"静姝", "Jingshu"},
    {"云溪", "Yunxi"},   {"雨桐", "Yutong"}, {"晓月", "Xiaoyue"}, {"素心", "Suxin"},
    {"芷若", "Zhiruo"},  {"念慈", "Nianci"}, {"听雪", "Tingxue"}, {"采薇", "Caiwei"},
    {"映秋", "Yingqiu"}, {"知夏", "Zhixia"}, {"如歌", "Ruge"},    {"沐晴", "Muqing"}};
constexpr NamePart kZhMale[] = {
    {"逸尘", "Yichen"},  {"景行", "Jingxing"},  {"子衿", "Zijin"},   {"长风", "Changfeng"},
    {"思远", "Siyuan"},  {"明川", "Mingchuan"}, {"怀瑾", "Huaijin"}, {"云帆", "Yunfan"},
    {"修远", "Xiuyuan"}, {"文渊", "Wenyuan"},   {"致和", "Zhihe"},   {"清扬", "Qingyang"},
    {"望舒", "Wangshu"}, {"鸿渐", "Hongjian"},  {"承泽", "Chengze"}, {"牧之", "Muzhi"}};
constexpr NamePart kZhHeads[] = {
    {"欧阳", "Ouyang"},  {"司徒", "Situ"},     {"上官", "Shangguan"}, {"慕容", "Murong"},
    {"令狐", "Linghu"},  {"东方", "Dongfang"}, {"南宫", "Nangong"},   {"西门", "Ximen"},
    {"公孙", "Gongsun"}, {"皇甫", "Huangfu"},  {"端木", "Duanmu"},    {"百里", "Baili"},
    {"闻人", "Wenren"},  {"夏侯", "Xiahou"},   {"谷梁", "Guliang"},   {"濮阳", "Puyang"},
    {"宇文", "Yuwen"},   {"长孙", "Zhangsun"}, {"尉迟", "Yuchi"},     {"钟离", "Zhongli"}};
constexpr NamePart kZhTails[] = {{"", ""}};
constexpr NamePart kElFemale[] = {
    {"Αγλαΐα", "Aglaia"}, {"Βασιλική", "Vasiliki"}, {"Γαλήνη", "Galini"},    {"Δάφνη", "Dafni"},
    {"Ελπίδα", "Elpida"}, {"Ζηνοβία", "Zinovia"},   {"Ηρώ", "Iro"},          {"Θάλεια", "Thaleia"},
    {"Ισμήνη", "Ismini"}, {"Καλλιόπη", "Kalliopi"}, {"Λητώ", "Lito"},        {"Μυρτώ", "Myrto"},
    {"Νεφέλη", "Nefeli"}, {"Ουρανία", "Ourania"},   {"Ροδάνθη", "Rodanthi"}, {"Χλόη", "Chloi"}};
constexpr NamePart kElMale[] = {
    {"Αχιλλέας", "Achilleas"}, {"Βύρων", "Vyron"},         {"Γεράσιμος", "Gerasimos"},
    {"Διονύσης", "Dionysis"},  {"Ευάγγελος", "Evangelos"}, {"Ζήνων", "Zinon"},
    {"Θησέας", "Thiseas"},     {"Ιάσονας", "Iasonas"},     {"Κλεάνθης", "Kleanthis"},
    {"Λέανδρος", "Leandros"},  {"Μενέλαος", "Menelaos"},   {"Νικηφόρος", "Nikiforos"},
    {"Ορέστης", "Orestis"},    {"Πέτρος", "Petros"},       {"Στέργιος", "Stergios"},
    {"Φοίβος", "Foivos"}};
constexpr NamePart kElHeads[] = {
    {"Αμυγδαλ", "Amygdal"}, {"Βελαν", "Velan"},   {"Γαλαν", "Galan"},   {"Δροσ", "Dros"},
    {"Ελαι", "Elai"},       {"Θυμαρ", "Thymar"},  {"Καλαμ", "Kalam"},   {"Κυπαρ", "Kypar"},
    {"Λεμον", "Lemon"},     {"Μαρμαρ", "Marmar"}, {"Μελισσ", "Meliss"}, {"Νερατζ", "Neratz"},
    {"Πεταλ", "Petal"},     {"Ρεματ", "Remat"},   {"Σπινθ", "Spinth"},  {"Φεγγαρ", "Fengar"}};
constexpr NamePart kElTails[] = {{"άκης", "akis"},   {"όπουλος", "opoulos"}, {"ίδης", "idis"},
                                 {"έας", "eas"},     {"άτος", "atos"},       {"ούσης", "ousis"},
                                 {"ιάδης", "iadis"}, {"άρης", "aris"}};
constexpr NamePart kElFemaleTails[] = {{"άκη", "aki"},     {"οπούλου", "opoulou"}, {"ίδου", "idou"},
                                       {"έα", "ea"},       {"άτου", "atou"},       {"ούση", "ousi"},
                                       {"ιάδου", "iadou"}, {"άρη", "ari"}};
constexpr NamePart kUkFemale[] = {
    {"Богдана", "Bohdana"},  {"Віра", "Vira"},     {"Ганна", "Hanna"},   {"Дарина", "Daryna"},
    {"Зоряна", "Zoriana"},   {"Калина", "Kalyna"}, {"Леся", "Lesia"},    {"Мирослава", "Myroslava"},
    {"Надія", "Nadiia"},     {"Оксана", "Oksana"}, {"Поліна", "Polina"}, {"Руслана", "Ruslana"},
    {"Соломія", "Solomiia"}, {"Тамара", "Tamara"}, {"Уляна", "Uliana"},  {"Ярина", "Yaryna"}};
constexpr NamePart kUkMale[] = {
    {"Андрій", "Andrii"}, {"Богдан", "Bohdan"}, {"Василь", "Vasyl"},  {"Гліб", "Hlib"},
    {"Дмитро", "Dmytro"}, {"Євген", "Yevhen"},  {"Захар", "Zakhar"},  {"Ілля", "Illia"},
    {"Кирило", "Kyrylo"}, {"Лука", "Luka"},     {"Микола", "Mykola"}, {"Назар", "Nazar"},
    {"Остап", "Ostap"},   {"Петро", "Petro"},   {"Роман", "Roman"},   {"Тарас", "Taras"}};
constexpr NamePart kUkHeads[] = {
    {"Барвін", "Barvin"}, {"Вербо", "Verbo"}, {"Глин", "Hlyn"},      {"Джерел", "Dzherel"},
    {"Зозул", "Zozul"},   {"Калин", "Kalyn"}, {"Криниц", "Krynyts"}, {"Лебед", "Lebed"},
    {"Лугов", "Luhov"},   {"Медун", "Medun"}, {"Озер", "Ozer"},      {"Росич", "Rosych"},
    {"Смерек", "Smerek"}, {"Тихо", "Tykho"},  {"Чебре", "Chebre"},   {"Явор", "Yavor"}};
constexpr NamePart kUkTails[] = {{"енко", "enko"}, {"ник", "nyk"}, {"юк", "iuk"}, {"чук", "chuk"},
                                 {"ань", "an"},    {"ець", "ets"}, {"ів", "iv"},  {"унь", "un"}};
constexpr NamePart kHeFemale[] = {
    {"אביגיל", "Avigail"}, {"ברכה", "Bracha"},  {"גליה", "Galia"},  {"דפנה", "Dafna"},
    {"הדס", "Hadas"},      {"ורד", "Vered"},    {"זהבה", "Zehava"}, {"טליה", "Talia"},
    {"יעלה", "Yaala"},     {"כרמית", "Carmit"}, {"ליאת", "Liat"},   {"מיכל", "Michal"},
    {"נעמה", "Naama"},     {"סיוון", "Sivan"},  {"עדינה", "Adina"}, {"תמר", "Tamar"}};
constexpr NamePart kHeMale[] = {{"אלון", "Alon"},  {"ברק", "Barak"},  {"גדעון", "Gidon"}, {"דקל", "Dekel"},
                                {"הראל", "Harel"}, {"זמיר", "Zamir"}, {"חגי", "Hagai"},   {"טל", "Tal"},
                                {"יואב", "Yoav"},  {"כפיר", "Kfir"},  {"ליאור", "Lior"},  {"מתן", "Matan"},
                                {"נועם", "Noam"},  {"עומר", "Omer"},  {"רותם", "Rotem"},  {"שקד", "Shaked"}};
constexpr NamePart kHeHeads[] = {
    {"אלמוג", "Almog"}, {"אורן", "Oren"},    {"ארזי", "Arazi"}, {"גל", "Gal"},
    {"דגני", "Dagani"}, {"הרדוף", "Harduf"}, {"זית", "Zayit"},  {"חרמון", "Hermon"},
    {"כרמל", "Carmel"}, {"נרקיס", "Narkis"}, {"ערבה", "Arava"}, {"צוקר", "Tzuker"},
    {"רימון", "Rimon"}, {"שחף", "Shahaf"},   {"שיטה", "Shita"}, {"תומר", "Tomer"}};
constexpr NamePart kHeTails[] = {{"ים", "im"},  {"י", "i"},   {"ון", "on"},
                                 {"ני", "ani"}, {"ית", "it"}, {"אל", "el"}};
constexpr NamePart kArFemale[] = {
    {"أمل", "Amal"},   {"بسمة", "Basma"}, {"جميلة", "Jamila"}, {"دانة", "Dana"},
    {"رحاب", "Rihab"}, {"زينة", "Zeina"}, {"سلمى", "Salma"},   {"شهد", "Shahd"},
    {"صفاء", "Safaa"}, {"غزل", "Ghazal"}, {"فرح", "Farah"},    {"لينا", "Lina"},
    {"مها", "Maha"},   {"نور", "Nour"},   {"هالة", "Hala"},    {"ياسمين", "Yasmin"}};
constexpr NamePart kArMale[] = {{"أنس", "Anas"},   {"باسل", "Basil"}, {"تامر", "Tamer"}, {"جواد", "Jawad"},
                                {"حازم", "Hazem"}, {"رامي", "Rami"},  {"زياد", "Ziad"},  {"سامر", "Samer"},
                                {"طارق", "Tareq"}, {"عادل", "Adel"},  {"فادي", "Fadi"},  {"كريم", "Karim"},
                                {"ماجد", "Majed"}, {"نادر", "Nader"}, {"هاني", "Hani"},  {"وليد", "Walid"}};
constexpr NamePart kArHeads[] = {
    {"الندي", "Al-Nadi"},    {"الريحان", "Al-Rihan"}, {"السنديان", "Al-Sindian"}, {"الزيتون", "Al-Zaytun"},
    {"النخيل", "Al-Nakhil"}, {"الغدير", "Al-Ghadir"}, {"الياسمين", "Al-Yasmin"},  {"الصفصاف", "Al-Safsaf"},
    {"الربيع", "Al-Rabi"},   {"الرمان", "Al-Rumman"}, {"السحاب", "Al-Sahab"},     {"الينابيع", "Al-Yanabi"}};
constexpr NamePart kArTails[] = {{"", ""}};
constexpr NamePart kKaFemale[] = {{"ანა", "Ana"},       {"ბარბარე", "Barbare"}, {"გვანცა", "Gvantsa"},
                                  {"დალი", "Dali"},     {"ეკა", "Eka"},         {"ვარდო", "Vardo"},
                                  {"თამუნა", "Tamuna"}, {"ია", "Ia"},           {"ლამზირა", "Lamzira"},
                                  {"მზია", "Mzia"},     {"ნანა", "Nana"},       {"ქეთი", "Keti"}};
constexpr NamePart kKaMale[] = {{"ავთო", "Avto"},     {"ბექა", "Beka"},  {"გია", "Gia"},
                                {"დათო", "Dato"},     {"ზაზა", "Zaza"},  {"თემური", "Temuri"},
                                {"ირაკლი", "Irakli"}, {"ლაშა", "Lasha"}, {"მამუკა", "Mamuka"},
                                {"ნოდარი", "Nodari"}, {"რეზო", "Rezo"},  {"შოთა", "Shota"}};
constexpr NamePart kKaHeads[] = {{"არწივ", "Artsiv"},   {"ბროლ", "Brol"},   {"ვაზ", "Vaz"},
                                 {"ზამბახ", "Zambakh"}, {"თოვლ", "Tovl"},   {"კაკლ", "Kakl"},
                                 {"ლერწმ", "Lertsm"},   {"მთვარ", "Mtvar"}, {"ნისლ", "Nisl"},
                                 {"ჟოლ", "Zhol"},       {"წიფლ", "Tsipl"},  {"ჭადრ", "Chadr"}};
constexpr NamePart kKaTails[] = {
    {"აძე", "adze"}, {"იშვილი", "ishvili"}, {"იანი", "iani"}, {"ავა", "ava"}, {"უა", "ua"}};
constexpr NamePart kHyFemale[] = {
    {"Անահիտ", "Anahit"}, {"Արփի", "Arpi"},      {"Գոհար", "Gohar"}, {"Լուսինե", "Lusine"}, {"Մանե", "Mane"},
    {"Նարե", "Nare"},     {"Շուշան", "Shushan"}, {"Սիրան", "Siran"}, {"Տաթև", "Tatev"},     {"Քնար", "Knar"}};
constexpr NamePart kHyMale[] = {
    {"Արամ", "Aram"},   {"Գևորգ", "Gevorg"}, {"Դավիթ", "Davit"},   {"Հայկ", "Hayk"},     {"Կարեն", "Karen"},
    {"Նարեկ", "Narek"}, {"Ռուբեն", "Ruben"}, {"Սամվել", "Samvel"}, {"Տիգրան", "Tigran"}, {"Վահե", "Vahe"}};
constexpr NamePart kHyHeads[] = {{"Արեգն", "Aregn"}, {"Բարդ", "Bard"},  {"Գետ", "Get"}, {"Լուս", "Lus"},
                                 {"Ծաղկ", "Tsaghk"}, {"Կաղն", "Kaghn"}, {"Նռն", "Nrn"}, {"Ուռ", "Ur"},
                                 {"Սար", "Sar"},     {"Ջրվ", "Jrv"}};
constexpr NamePart kHyTails[] = {
    {"ունի", "uni"}, {"յան", "yan"}, {"ենց", "ents"}, {"ատուրյան", "aturyan"}, {"ավանյան", "avanyan"}};
constexpr NamePart kThFemale[] = {{"กานดา", "Kanda"}, {"จันทร์", "Chan"},    {"ชมพู", "Chomphu"},
                                  {"ดารา", "Dara"},   {"นภา", "Napha"},    {"บุษบา", "Butsaba"},
                                  {"ปราณี", "Prani"},  {"มาลี", "Mali"},     {"รัตนา", "Rattana"},
                                  {"วิมล", "Wimon"},   {"สายฝน", "Saifon"}, {"อรุณี", "Aruni"}};
constexpr NamePart kThMale[] = {{"กฤษณ์", "Krit"},     {"ชัยวัฒน์", "Chaiwat"}, {"ณรงค์", "Narong"},
                                {"ธนา", "Thana"},     {"นที", "Nathi"},      {"ปกรณ์", "Pakon"},
                                {"ภูมิ", "Phum"},       {"มานพ", "Manop"},    {"วิชัย", "Wichai"},
                                {"สมชาย", "Somchai"}, {"อาทิตย์", "Athit"},   {"เอก", "Ek"}};
constexpr NamePart kThHeads[] = {{"แก้ว", "Kaeo"},    {"จันทร", "Chanthara"}, {"ชล", "Chon"}, {"ดวง", "Duang"},
                                 {"ทอง", "Thong"},   {"ธาร", "Than"},       {"น้ำ", "Nam"},  {"บัว", "Bua"},
                                 {"พฤกษ์", "Phruek"}, {"ศิลา", "Sila"},       {"สุข", "Suk"},  {"แสง", "Saeng"}};
constexpr NamePart kThTails[] = {{"งาม", "ngam"},    {"ธารา", "thara"}, {"นิล", "nin"},    {"ประภา", "prapha"},
                                 {"พิมาน", "phiman"}, {"มณี", "mani"},    {"ไพร", "phrai"}, {"รัศมี", "ratsami"},
                                 {"วารี", "wari"},    {"สวัสดิ์", "sawat"}};
constexpr NamePart kHiDevaFemale[] = {{"अदिति", "Aditi"},    {"चंद्रिका", "Chandrika"}, {"दामिनी", "Damini"},
                                      {"गायत्री", "Gayatri"}, {"इंदिरा", "Indira"},     {"जया", "Jaya"},
                                      {"काव्या", "Kavya"},    {"ललिता", "Lalita"},     {"मीरा", "Meera"},
                                      {"नंदिनी", "Nandini"},  {"पद्मा", "Padma"},       {"उमा", "Uma"}};
constexpr NamePart kHiDevaMale[] = {{"अर्जुन", "Arjun"},   {"भास्कर", "Bhaskar"}, {"देव", "Dev"},
                                    {"गिरीश", "Girish"}, {"हरीश", "Harish"},   {"किरण", "Kiran"},
                                    {"मनोज", "Manoj"},   {"नवीन", "Naveen"},   {"प्रणव", "Pranav"},
                                    {"राघव", "Raghav"},  {"तरुण", "Tarun"},     {"वरुण", "Varun"}};
constexpr NamePart kHiDevaHeads[] = {{"चंदन", "Chandan"}, {"नील", "Neel"},  {"मेघ", "Megh"},   {"वन", "Van"},
                                     {"सागर", "Sagar"},  {"गिरि", "Giri"}, {"तारा", "Tara"}, {"जल", "Jal"},
                                     {"किरण", "Kiran"},  {"पद्म", "Padma"}};
constexpr NamePart kHiDevaTails[] = {{"धर", "dhar"}, {"पाल", "pal"}, {"राज", "raj"}, {"नाथ", "nath"},
                                     {"देव", "dev"},  {"कर", "kar"},  {"वाल", "wal"}, {"मणि", "mani"}};

constexpr NameParts kParts[] = {
    {.language = "ja",
     .latin = false,
     .family_first = true,
     .female = kJaFemale,
     .male = kJaMale,
     .heads = kJaHeads,
     .tails = kJaTails},
    {.language = "ko",
     .latin = false,
     .family_first = true,
     .separator = "",
     .female = kKoFemale,
     .male = kKoMale,
     .heads = kKoHeads,
     .tails = kKoTails},
    {.language = "zh",
     .latin = false,
     .family_first = true,
     .separator = "",
     .female = kZhFemale,
     .male = kZhMale,
     .heads = kZhHeads,
     .tails = kZhTails},
    {.language = "el",
     .latin = false,
     .female = kElFemale,
     .male = kElMale,
     .heads = kElHeads,
     .tails = kElTails,
     .female_tails = kElFemaleTails},
    {.language = "uk",
     .latin = false,
     .female = kUkFemale,
     .male = kUkMale,
     .heads = kUkHeads,
     .tails = kUkTails},
    {.language = "he",
     .latin = false,
     .female = kHeFemale,
     .male = kHeMale,
     .heads = kHeHeads,
     .tails = kHeTails},
    {.language = "ar",
     .latin = false,
     .female = kArFemale,
     .male = kArMale,
     .heads = kArHeads,
     .tails = kArTails},
    {.language = "ka",
     .latin = false,
     .female = kKaFemale,
     .male = kKaMale,
     .heads = kKaHeads,
     .tails = kKaTails},
    {.language = "hy",
     .latin = false,
     .female = kHyFemale,
     .male = kHyMale,
     .heads = kHyHeads,
     .tails = kHyTails},
    {.language = "th",
     .latin = false,
     .female = kThFemale,
     .male = kThMale,
     .heads = kThHeads,
     .tails = kThTails},
    {.language = "hi",
     .latin = false,
     .female = kHiDevaFemale,
     .male = kHiDevaMale,
     .heads = kHiDevaHeads,
     .tails = kHiDevaTails},
};

}  // namespace

std::span<const NameParts> script_name_parts() {
  return kParts;
}

}  // namespace stillpoint::intake
