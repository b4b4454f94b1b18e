//! Slavic languages.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // ru
        otp: "код_подтверждения одноразовый_пароль одноразовый_код код_проверки проверочный_код код_доступа \
            код_авторизации код_активации код_безопасности пароль_для_входа код_для_входа смс_код sms_код \
            код_входа kod_podtverzhdeniya kod_podtverzhdenija код_получения код_выдачи код_для_получения \
            код_для_подтверждения секретный_код смс_пароль пин_код_для_получения код_операции код_регистрации \
            код_для_авторизации код_для_оплаты код_к_покупке код_для_выдачи код_ячейки код_от_ячейки \
            парол*_для_подтверждения временный_пароль временный_код секретный_номер смс_ключ sms_ключ \
            цифровой_код код_возврат* код_двер* код_от_двер* код_домофон* код_от_домофон* код_ворот код_замк* \
            код_от_замк* код_поездк* код_посадк* код_посылк* код_от_посылк* код_к_посылк* код_постамат* \
            код_доставк* код_для_курьера код_курьеру код_для_водителя код_для_подпис* пин_доставк* \
            номер_для_входа номер_для_подтвержд*",
        code: "код кода кодом коду пароль пароля паролем пин пин_код паролю цифры пины пином пинкод* токен \
            токена токеном ключ ключом ключа цифр цифрами эти_числа этот_номер этим_номером комбинаци* \
            эти_символы символы следующий_номер следующие_символы номер_ниже значный_номер четырехзначн* \
            шестизначн* кодовое_слово секретное_слово шифр коде",
        verify: "подтвержд* подтверд* вход* войти войдите авторизац* регистрац* активац* верификац* проверк* \
            безопасн* одноразов* смены_пароля восстановл* аутентификац* доступ* операци* привяз* получени* \
            платеж* перевод* оплат* временн* снятие это_не_вы не_вы откро* открыт* открыв* разблокир* зарегистр* \
            зайти зайдите сброс* сопряж* подключен* двухфактор* двухэтап* забрать заберите выдач* подписан* \
            личност* подтверждения_заказа оплаты_картой привязки_карты активации_карты оплаты_счета \
            подписания_договор* подтверждения_заявк* открытия_автомобил* подписать_договор*",
        enter: "введите используйте укажите введи назовите предъявите сообщите_курьеру скажите наберите сообщите \
            продиктуйте покажите вводите ввести впишите вписать вбейте вставьте скопируйте набери нажмите назови \
            назвать предъяви скажи сказать сообщи сообщить_курьеру покажи показать продиктуй прочитайте прочтите \
            зачитайте укажи указать используй использовать воспользуйтесь передайте_курьеру передайте_водителю \
            передайте_кассиру с_помощью при_помощи подтвердите_номером подтвердите_цифрами откройте_кодом \
            напишите_в_чат* напишите_в_приложен* напишите_водителю напишите_курьеру вводим",
        hush: "никому не_сообщайте не_говорите не_передавайте не_называйте сообщайте конфиденциал* nikomu \
            никому_не не_сообщать не_показывайте не_пересылайте не_говори не_сообщай не_называй не_отправляйте \
            в_тайне в_секрете не_раскрывайте не_разглашайте третьим_лицам посторонним",
        valid: "действ* истек* в_течение срок_действия годен истеч* годны актуал* просроч* сгорит",
        second: "секунд секунды сек секунду",
        minute: "минут минуты минуту мин минутах минутами минутный",
        hour: "час часа часов часу часами",
        day: "день дня дней сутки суток дню днем",
        other: "заказ заказа заказу счет счета счету карта карты карте карту посылка посылки трек накладная рейс \
            бронь бронирования билет договор договора лицевой квитанция баланс остаток сумма заявка заявки \
            обращение заявление артикул кабинет этаж квартира дом подъезд индекс место вагон номер_заказа логин \
            заказ* посылк* отправлени* накладн* договор* заявк* обращени* жалоб* квитанц* чек чека чеку билет* \
            рейс* брон* поезд* вагон* счет* счёт* карт* полис* паспорт* справк* талон* очеред* ячейка бокс \
            камера гейт квартир* этаж* офис* палат* столик* корпус* студенч* зачетн* инн снилс протокол* \
            постановлен* штраф* терминал* места автомобил* госномер* машин* последние_цифры последними_цифрами \
            оканчива* заканчива* тариф* реквизит* показани* клиента клиентск* абонента абонентск* \
            номер_документ*",
        promo: "скидк* промокод* акци* распродаж* бонус* купон* подар* выгод* кешбэк* кэшбэк* розыгрыш* ваучер* \
            кэшбек*",
        call: "звоните позвоните тел телефон телефону горячая_линия отправьте_на смс_на на_номер позвоните_по \
            позвони звони по_этому_номеру на_этот_номер с_этого_номера телефоны горячей_лини* горячую_лини* \
            колл_центр* контакт_центр* перезвон* напишите_на отправь_на короткий_номер служба_поддержки \
            набрать_номер",
        unit: "баллов балла руб рублей р км кг шт человек баллы бонусов литров мб гб рублями копеек коп шагов \
            калорий голосов рубля",
        ask: "мошенник* просят не_спрашив* не_запрашив* не_просим никогда_не_запраш* звонят_мошен* обман*",
        ..NONE
    },
    Language {
        // uk
        otp: "код_підтвердження одноразовий_пароль одноразовий_код код_перевірки код_доступу код_безпеки \
            код_авторизації код_для_входу смс_код код_отримання код_для_отримання код_видачі код_операції \
            секретний_код пароль_для_входу код_для_підтвердження код_активації код_комірки код_поштомату \
            код_реєстрації тимчасовий_пароль тимчасовий_код код_посилки секретний_номер код_прив_язк* \
            код_повернен* код_від_двер* код_поїздк* код_від_посилк* код_для_посилк* код_для_кур_єра \
            код_для_водія код_підпис* номер_для_входу код_поштомат* код_для_поштомат*",
        code: "код коду кодом пароль паролю пін пін_код паролем цифри піном пінкод* ці_числа цей_номер \
            цим_номером комбінаці* ці_символи символи наступний_номер номер_нижче значний_номер значне_число \
            чотиризначн* кодове_слово секретне_слово ключем коді",
        verify: "підтверд* вход* увійти авторизац* реєстрац* активац* верифікац* перевірк* безпек* одноразов* \
            відновл* доступ* прив'яз* отриман* платеж* переказ* оплат* тимчасов* зняття відкри* відчин* розблок* \
            зареєстр* зайдіть скидання підключ* двофактор* забрати заберіть видач* підписан* \
            підтвердження_замовлення оплати_карткою активації_картки авториз* активув* верифік* \
            підписання_договор* підтвердження_заявк*",
        enter: "введіть використайте використовуйте вкажіть назвіть пред_явіть введи повідомте_водію скажіть \
            продиктуйте покажіть наберіть вводьте впишіть вставте скопіюйте натисніть назви назвати пред_яви \
            сказати повідомте показати вкажи вказати використай використати передайте_кур_єру передайте_водію \
            за_допомогою підтвердьте_номером підтвердіть_номером підтвердьте_цифрами скористайтеся скористайтесь \
            напишіть_в_чат* напишіть_у_чат* напишіть_водію напишіть_кур_єру зазначте повідомте_кур_єру \
            скажіть_кур_єру назвіть_кур_єру покажіть_кур_єру",
        hush: "нікому не_повідомляйте не_кажіть не_передавайте не_повідомляти не_розголошуйте не_передавай \
            нікому_не не_показуйте не_пересилайте не_кажи не_називайте не_розкривайте в_таємниці стороннім \
            третім_особам не_повідомляй",
        valid: "дійсн* діє термін_дії протягом спливає діятиме діятимуть закінч* до_кінця впродовж",
        second: "секунд секунди",
        minute: "хвилин хвилини хвилину хв хвилинах",
        hour: "годин години годину год годинами",
        day: "день дні днів доби діб доба",
        other: "замовлення рахунок рахунку карта картка картки картку посилка посилки ттн накладна рейс \
            бронювання квиток договору баланс залишок сума заявка заявки логін замовлен* рахун* посил* \
            відправлен* заяв* звернен* скарг* квит* поїзд* потяг* місце місця поліс* довідк* черг* комірка \
            поверх* офіс* іпн єдрпоу постанов* автомобіл* держномер* лічильник* останні_цифри закінчу* реквізит* \
            клієнта студентськ*",
        promo: "знижк* промокод* акці* розпродаж* бонус* купон* подарун* кешбек* розіграш*",
        call: "телефонуйте дзвоніть тел телефон надішліть_на смс_на на_номер зателефон* телефону* подзвон* \
            передзвон* за_цим_номером на_цей_номер гаряча_лінія гарячу_лінію кол_центр* напишіть_на за_телефон*",
        unit: "балів бали грн км кг бонусів гривень гривні літрів осіб",
        ask: "шахраї просять не_запиту* не_просимо не_питаємо ніколи_не_запит* ніколи_не_прос* шахра*",
        ..NONE
    },
    Language {
        // be
        otp: "код_пацвярджэння код_пацверджання аднаразовы_пароль аднаразовы_код код_бяспекі код_для_ўваходу \
            код_атрымання код_доступу код_пасылк* код_дзвярэй код_паездк* код_пасадк* код_вяртання сакрэтны_код \
            код_увах* код_ячэйк* нумар_для_ўваходу ключ_доступу",
        code: "код кода пароль кодам лічбы лічбамі гэты_нумар гэтым_нумарам гэтыя_лічбы камбінацы* гэтыя_сімвалы \
            сімвалы наступны_нумар нумар_ніжэй значны_нумар значны_код кодавае_слова",
        verify: "пацвярдж* пацвердж* пацвердз* уваход* увайсці рэгістрац* актывац* праверк* аднаразов* бяспек* \
            атрыман* плацяж* ўваход* увахо* увайдзіце ўвайсці адкры* адчын* разблак* зарэгістр* верыфікац* \
            аўтарызац* забраць дастаўк* аднаўл* аплат* перавод* падпіс* аперацы* часов* падпісання_дагавор*",
        enter: "увядзіце выкарыстоўвайце назавіце скажыце пакажыце увесці ўвядзіце ўпішыце упішыце набярыце \
            націсніце выкарыстай назваць сказаць паведаміце пакажы прад_явіце прадыктуйце прачытайце ўкажыце \
            укажыце устаўце скапіруйце перадайце_кур_еру перадайце_вадзіцелю з_дапамогай пацвердзіце_нумарам \
            увядзі скажы назаві скарыстайце паведаміце_кур_еру скажыце_кур_еру назавіце_кур_еру пакажыце_кур_еру",
        hush: "нікому не_паведамляйце не_перадавайце не_гаварыце не_кажыце не_паказвайце не_раскрывайце у_тайне \
            трэцім_асобам не_паведамляй",
        valid: "дзейнічае сапраўдны на_працягу дзейсны дзейнічае* скончыцца мінае тэрмін_дзеяння дзейнічаць \
            сапраўдн*",
        second: "секунд",
        minute: "хвілін хвіліны хвіліну",
        hour: "гадзін гадзіны гадзіну",
        day: "дзень дзён сутак",
        other: "заказ заказу рахунак рахунку карта карткі пасылка пасыл* адпраўлен* дагавор* заяўк* зварот* \
            квітанц* чэк білет* рэйс* брані* цягнік* месца кватэр* паверх* чарг* ячэйка паліс* пашпарт* рэшт* \
            абанент* лічыльнік*",
        promo: "зніжк* акцы* прамакод* скідк* падарун*",
        call: "тэлефан* тэлефон тэлефону званіце пазваніце патэлефан* гарачая_лінія на_гэты_нумар на_нумар \
            адпраўце_на",
        unit: "балаў рублёў",
        ask: "не_пытаем* ніколі_не_прос* махляр*",
        ..NONE
    },
    Language {
        // bg
        otp: "код_за_потвърждение еднократна_парола еднократен_код код_за_сигурност код_за_верификация \
            код_за_достъп код_за_вход код_за_получаване код_за_отваряне код_за_регистрация код_за_активация \
            еднократният_код пин_за_получаване временна_парола код_за_предаване код_за_доставка код_за_връщане \
            код_за_пратка* код_за_врата* код_за_шкаф* код_за_автомат* код_за_свързване код_за_пътуване* \
            код_за_качване код_за_автентикация код_на_пратката sms_парола ключ_за_достъп номер_за_вход \
            номер_за_потвърждение временен_код временен_пин таен_код пин_за_достав*",
        code: "код кода кодът парола паролата пин пина кодове пинът този_номер този_код тези_цифри тези_числа \
            тези_символи следния_номер следните_цифри цифрите номера_по_долу цифрен цифров* символите тайна_дума",
        verify: "потвърж* потвърд* вход влизане верифик* регистрац* активир* сигурност еднократ* удостовер* \
            влезете влезнете получаван* плащане превод* временн* отвор* отключ* отваря* впиш* регистр* \
            възстанов* свърж* сдвояв* вземе* взимане получ* подпис* идентифик* двуфактор* плащан* нулиран* \
            плащане_с_карт* куриер* шофьор* вратата врата подписване_на_договор*",
        enter: "използвайте въведете използвай въведи кажете кажи покажете наберете въвеждане въвеждайте \
            напишете напиши впишете впиши натиснете натисни посочете посочи продиктувайте прочетете представете \
            предоставете_на поставете копирайте дайте_на_куриер* дайте_на_шофьор* кажете_на_куриера \
            кажете_на_шофьора покажете_на_куриера покажете_на_касата потвърдете_с потвърди_с отворете_с \
            отключете_с влезте_с подпишете_с съобщете",
        hush: "не_споделяйте споделяйте никого не_предоставяйте не_го_споделяй* не_го_съобщавайте не_казвайте \
            не_изпращайте не_давайте пазете_го_в_тайна поверителен не_разкривайте не_показвайте",
        valid: "валиден валидна валидност изтича в_рамките_на важи валидн* изтич* важат активен_до",
        second: "секунди секунда",
        minute: "минути минута минутен",
        hour: "часа час часове",
        day: "дни ден дена",
        other: "поръчка поръчката сметка карта картата пратка товарителница полет резервация фактура баланс сума \
            поръчк* сметк* пратк* товарител* полет* резервац* фактур* влак* място жалба жалби жалбата сигнал \
            молба преписка* полица* касова* бележка разписка* гише опашк* шкафче* клетка апартамент етаж стая \
            регистрационен егн еик такса* фиш абонатен абонат факултетен салдо остатък завършващ* \
            последните_цифри последни_цифри електромер* водомер* абоната",
        promo: "отстъпк* промо* промоция ваучер намален* разпродажб* томбола",
        call: "обадете телефон тел изпратете_на смс_на обади* позвън* звънете гореща_линия на_този_номер \
            кол_център пишете_на изпрати_на",
        unit: "точки лв лева стотинки бр литра",
        ask: "никога_не_иск* измам* не_изисква* не_искаме никога_няма_да_поиск* никога_не_изиск*",
        ..NONE
    },
    Language {
        // sr
        otp: "једнократна_лозинка код_за_потврду код_за_верификацију сигурносни_код верификациони_код \
            jednokratna_lozinka jednokratni_kod verifikacioni_kod sigurnosni_kod kod_za_potvrdu \
            kod_za_verifikaciju potvrdni_kod jednokratna_zaporka kontrolni_kod kod_za_preuzimanje kod_za_prijavu \
            kod_za_aktivaciju kod_za_pristup код_за_пријаву код_за_преузимање код_за_активацију једнократни_код \
            jednokratni_pin autorizacijski_kod autorizacioni_kod mtoken_kod jednokratnu_lozinku \
            jednokratnom_lozinkom privremena_lozinka jednokratnu_zaporku kod_za_povrat kod_za_povrat* \
            kod_za_paket* kod_za_posiljku kod_posiljke kod_za_kurira kod_za_ormaric kod_za_ukrcaj kod_za_voznju \
            sms_lozinka broj_za_prijavu broj_za_potvrdu broj_za_ulaz kljuc_za_pristup autorizacijski_broj \
            tajni_kod tajni_broj код_за_пакет* код_за_вожњу код_за_приступ код_за_повраћај контролни_код \
            број_за_пријаву број_за_потврду тајни_код",
        code: "код лозинка шифра kod lozinka zaporka sifra kodom sifru kodove pin_kod шифру lozink* zapork* \
            sifr* koda kodu лозинк* шифр* кодом pin pinom ovaj_broj ovim_brojem ove_cifre ove_brojke \
            ove_znamenke ovu_kombinaciju cifara znamenke znamenki brojke sledeci_broj sljedeci_broj \
            sledece_cifre broj_ispod cetvorocifren* cetveroznamenkast* sestocifren* sesteroznamenkast* znakove \
            kljuc kombinacij* tajnu_rec tajnu_rijec овај_број овим_бројем ове_цифре ову_комбинацију цифре \
            следећи_број број_испод четвороцифрен* шестоцифрен* кључ ове_бројке",
        verify: "потврд* верификац* пријав* регистрац* активац* сигурносн* једнократн* potvrd* verifik* prijav* \
            registrac* aktiv* sigurnos* jednokrat* autentifik* provjer* preuz* преуз* placanj* плаћањ* uplat* \
            transakcij* трансакциј* kuriru privremen* привремен* otvori* otvar* otklj* ulaz* ulog* login* povez* \
            upariv* uparit* oporav* podig* podiz* isporuk* dostav* odobr* prijem* ovjer* potvrdu_narudzbe \
            potpis* отвар* откључ* улаз* улог* повез* подиз* подиг* испорук* достав* одобр* потпис* провер* \
            preuzimanje_porudzbine preuzimanje_narudzbe placanje_racuna placanje_kartic* aktivaciju_kartice \
            aktivaciju_racuna vozac* vrata плаћање_картиц* активацију_картиц* куриру возачу potpisivanje_ugovor* \
            potpis_ugovor* потписивање_уговор*",
        enter: "унесите користите unesite koristite upisite iskoristite unesi upotrijebite reci_mu recite reci \
            pokazite pokazi реци реците покажите recite_vozacu upisi unijeti uneti unosom upisati ukucajte \
            ukucaj utipkajte utipkaj otkucajte otkucaj koristi navedite navedi kazite recite_kuriru_broj \
            procitajte procitaj pritisnite predocite dajte_kuriru dajte_vozacu dajte_dostavljacu pomocu ubacite \
            zalijepite zalepite kopirajte potvrdite_brojem potvrdi_brojem potvrdite_sa potvrdite_s otvorite_sa \
            otvorite_s prijavite_se_sa prijavite_se_s diktirajte saopstite priopcite_dostavljacu iskoristi унети \
            унеси упишите укуцајте укуцај откуцајте наведите кажите прочитајте притисните употребите искористите \
            помоћу потврдите_бројем потврдите_са отворите_са откључајте_са пријавите_се_са саопштите_куриру \
            дајте_куриру дајте_возачу",
        hush: "не_делите никоме ne_dijelite ne_delite nikome ne_otkrivajte dijeliti deliti не_саопштавајте \
            ne_saopstavajte ne_saopstavaj* ne_dajte ne_pokazujte ne_prosljedujte ne_prosledjujte ne_otkrivaj \
            tajnosti povjerljiv* poverljiv* не_откривајте не_дајте не_показујте ne_dijeli",
        valid: "важи истиче vazi istice vrijedi vredi valjan valjana vazeci unutar u_roku isticu vrijede \
            vreme_vazenja rok_vazenja u_naredn* u_sljedec* u_sledec* важе у_року ваљан истичу у_наредн*",
        second: "секунди sekundi sekunde sekunda sekundu секунде",
        minute: "минута минут minuta minute minut минуте",
        hour: "сати sati sata sat h casova часова сата сат",
        day: "дана dana danima дан",
        other: "поруџбина рачун картица пошиљка narudzba narudzbe narudzbina porudzbina racun racuna kartica \
            kartice karticu posiljka paket rezervacija faktura saldo iznos narudzb* porudzb* racun* kartic* \
            posiljk* paketa paketu rezervacij* faktur* uplatnic* ugovor* zahtev* zahtjev* reklamacij* prigovor* \
            prituzb* zalb* predmet* priznanic* vlak* vagon* sjedal* sediste sedista mjesto peron* gejt ormaric \
            pretinac ladica sprat vozil* tablic* registarsk* jmbg oib pib indeks* clansk* tovarni_list \
            redni_broj zavrsav* zadnje_cifre zadnje_znamenke poslednje_cifre referenc* broj_telefona \
            pozivni_broj brojil* поруџбин* наруџб* рачун* пошиљк* пакет* уговор* захтев* рекламациј* приговор* \
            жалб* предмет* лет лета воз седиште ормарић стан спрат возил* таблиц* јмбг пиб пасош* износ стање \
            последње_цифре редни_број broj_pasosa let_br leta_br voz_br",
        promo: "попуст* popust* akcij* kupon* poklon* nagrad* snizenj* rasprodaj* vaucer* снижењ* распродај* \
            поклон* наград*",
        call: "позовите pozovite nazovite telefon posaljite_na zovite zovi javite_se na_ovaj_broj na_broj \
            korisnicka_podrska kontakt_centar kontakt_centr* posaljite_sms зовите на_овај_број на_број \
            кориснички_сервис пошаљите_на",
        unit: "bodova poena dinara eura komada bodovi poeni динара комада поена бодова",
        ask: "nikada_ne_traz* prevar* nikad_ne_traz* ne_trazi* nikada_necemo nikad_necemo никада_не_траж* \
            превар* варалиц*",
        ..NONE
    },
    Language {
        // mk
        otp: "код_за_потврда код_за_верификација еднократна_лозинка безбедносен_код код_за_најава \
            код_за_подигнување еднократен_код код_за_активација код_за_пристап код_за_враќање код_за_возење \
            verifikaciski_kod број_за_најава број_за_потврда клуч_за_пристап",
        code: "код кодот лозинка кодов лозинката pin пинот кодови лозинки шифрата овој_број овој_код овие_бројки \
            овие_цифри бројките следниот_број следниве_цифри бројот_подолу оваа_комбинација знаците клуч клучот \
            тајниот_збор ovoj_broj kodot lozinkata",
        verify: "потврд* верифик* најав* регистрац* безбеднос* еднократ* трансакциј* плаќањ* подигн* отклуч* \
            влез* поврз* врати* испорак* преземањ* преземете автентик* потпиш* плати* najav* плаќање_со_картичк* \
            активирање_на_картичк* курир* возач*",
        enter: "внесете користете искористете кажете покажете внеси внесување притиснете наведете употребете \
            употреби користи искористи соопштете кажете_му_на_курирот кажете_му_на_возачот кажете_на_курирот \
            дајте_му_на дајте_го_на покажете_му_на со_помош потврдете_со потврди_со отворете_со отклучете_со \
            најавете_се_со копирајте залепете vnesi kazete iskoristete koristete",
        hush: "не_споделувајте никого не_кажувајте не_давајте не_го_споделувај* не_соопштувајте",
        valid: "важи истекува валиден во_рок_од важечки",
        second: "секунди",
        minute: "минути минута",
        hour: "часа часови",
        day: "денови",
        other: "нарачка сметка картичка пратка нарачк* барањ* поплак* рекламац* потврда_бр товарен кат соба \
            регистарск* ембг едб состојба завршува редица шалтер ред_бр",
        promo: "попуст* купон*",
        call: "јавете_се повикајте на_овој_број контакт_центар испратете_на пратете_на",
        unit: "денари ден поени бодови",
        ask: "никогаш_не_бара* никогаш_нема_да_побара*",
        ..NONE
    },
    Language {
        // sl
        otp: "potrditvena_koda enkratno_geslo enkratna_koda varnostna_koda koda_za_potrditev koda_za_prijavo \
            koda_za_prevzem enkratno_geslo_je prevzemna_koda zacasno_geslo koda_za_vracilo koda_za_paket* \
            koda_za_posiljko koda_za_odpiranje koda_za_omarico koda_za_voznjo koda_za_vkrcanje \
            koda_za_seznanitev koda_za_dostop preveritvena_koda sms_koda sms_kodo sms_geslo kodo_sms \
            stevilka_za_prijavo stevilko_za_prijavo prijavna_stevilka skrivna_koda dostopna_koda dostopni_kljuc",
        code: "koda kodo kode geslo gesl* pin pin_koda pin_kodo to_stevilko te_stevilke naslednjo_stevilko \
            naslednje_stevilke spodnjo_stevilko stevke stevk mestno_stevilko mestno_kodo te_znake znake \
            zaporedje_stevilk s_stevilko",
        verify: "potrdit* potrdi* prijav* registrac* varnost* enkratn* preverjanj* aktivac* prevzem* placil* \
            zacasn* odpri* odpre* odkle* vstop* vpis* overi* obnov* ponastav* prevzame* dvig* podpis* istovet* \
            identit* odpiranje_omaric* placilo_s_kartic* aktivacijo_kartice kurir* voznik* podpis_pogodb*",
        enter: "uporabite vnesite vpisite povejte pokazite poveste vnesti vpisi vpisati vtipkajte vtipkaj \
            pretipkajte natipkajte uporabi povej preberite preberi predlozite dajte_kurirju prilepite potrdite_s \
            potrdite_z potrdi_s odprite_s odklenite_s s_pomocjo podpisite_s izgovorite narekujte sporocite \
            vnosom",
        hush: "ne_delite nikomur ne_razkrivajte ne_povejte ne_posredujte ne_delite_z zaupn* ne_zaupajte ne_deli",
        valid: "velja veljavna veljavno potece poteka potekla v_roku veljavnost veljaven",
        second: "sekund sekundah",
        minute: "minut minuti minutah",
        hour: "ur ure urah",
        day: "dni dneh dneva",
        other: "narocilo narocila racun kartica kartice posiljka paket rezervacija znesek stanje narocil* \
            posilj* zneska stanja pogodb* pritozb* zadev* potrdil* vozovnic* vstopnic* sedez* izhod omarica \
            predal* stanovanj* nadstropj* registrsk* emso davcn* vpisn* sklic* koncuje zadnje_stevke stevec \
            prijavnic* cakaln* vrst_st let_st",
        promo: "popust* akcij* kupon* znizanj* daril* razprodaj* vavcer*",
        call: "poklicite telefon pokliči klicite na_to_stevilko na_stevilko klicni_center posljite_na \
            pošljite_sms",
        unit: "tock točke evrov eur kosov",
        ask: "nikoli_ne_zahtev* nikoli_ne_bomo goljuf* nikoli_ne_spras*",
        ..NONE
    },
    Language {
        // cs
        otp: "overovaci_kod autorizacni_kod potvrzovaci_kod bezpecnostni_kod jednorazove_heslo jednorazovy_kod \
            autorizacni_sms prihlasovaci_kod aktivacni_kod kontrolni_kod kod_pro_vyzvednuti kod_k_vyzvednuti \
            kod_pro_vydej vydejni_kod pin_pro_vyzvednuti sms_kod heslo_pro_vyzvednuti kod_pro_prihlaseni \
            kod_pro_platbu kod_pro_overeni potvrzovaci_sms_kod jednorazove_pin docasne_heslo kod_pro_vraceni \
            kod_pro_jizdu kod_pro_zmenu_hesla kod_ke_dverim kod_k_boxu kod_do_boxu kod_k_balicku kod_zasilky \
            sms_kodem pristupovy_kod otviraci_kod predavaci_kod dorucovaci_kod platebni_kod tajny_kod \
            jednorazove_cislo overovaci_cislo prihlasovaci_cislo potvrzovaci_cislo autorizacni_cislo \
            pin_k_vydeji sms_klic pristupovy_klic cislo_pro_prihlaseni bezpecnostni_cislo",
        code: "kod kodu kodem heslo heslem pin hesl* pinem pinu toto_cislo tohle_cislo tyto_cislice tato_cisla \
            tyhle_cislice tuto_kombinaci nasledujici_cislo nasledujici_cislice nize_uvedene_cislo mistne_cislo \
            mistny_kod ctyrmistn* sestimistn* cislice cislicemi tyto_znaky znaky klic klicem kombinac* ciselny \
            timto_cislem",
        verify: "overen* overit* overte overov* overeni* potvrz* potvrd* prihlas* registr* autoriz* aktivac* \
            bezpecnost* jednoraz* vyzved* platb* potvrzen* transakc* docasn* otevre* otevri* otevir* odemk* \
            odemc* odemyk* vstup* autentiz* sparov* parov* propoj* prevzet* prevzit* vydej vydani doruceni \
            predani schval* totoznost* potvrzeni_objednavky platby_kart* platbu_kart* dvoufaz* dvoufakt* \
            aktivaci_karty aktivace_karty kuryr* dveri dvere podpis_smlouv* podpisu_smlouv*",
        enter: "pouzijte zadejte opiste vlozte sdelte nahlaste ukazte reknete zadej zadat zadani zadanim pouzij \
            napiste napis vepiste vyplnte vloz namackejte naťukejte stisknete zmacknete rekni sdel nahlas \
            predlozte predejte_kuryrovi precte prectete diktujte nadiktujte uvedte zkopirujte pomoci \
            potvrdte_cislem potvrdte_kodem odemknete_cislem prihlaste_se_cislem vyuzijte zadavejte",
        hush: "nesdelujte nikomu nesdilejte neprozrazujte neposilejte neukazujte nerikejte nepredavejte duvern* \
            v_tajnosti neprozrad* nesdilej",
        valid: "plati platny platnost vyprsi do_doby expiruje expirac* behem",
        second: "sekund sekundy sekundach vterin",
        minute: "minut minuty minutach",
        hour: "hodin hodiny h hodinu hodinach hod",
        day: "dni dny dnu",
        other: "objednavka objednavky zasilka zasilky balik ucet uctu karta karty faktura letu rezervace koncici \
            zustatek castka smlouva smlouvy psc var_symbol vs objednavk* zasilk* baliku balick* uct* kart* \
            rezervac* smlouv* smluv* zadost* reklamac* stiznost* pripad* pojist* doklad* jizdenk* vstupenk* \
            letenk* linka sedadl* nastupist* brana schranka prihradka skrinka patro pokoj* spz vozidl* \
            rodne_cislo ico dic obcansk* student* clensk* zakazk* zakaznick* transakce_c konci posledni_cislice \
            evidencn* spis* pokut* elektromer* vodomer* poradov* zustatk* castk* variabilni* specificky poukaz* \
            misto_c",
        promo: "sleva slevu slevovy slevy akce kupon* darek* slev* akcni soutez* vyhr* voucher* vyprodej*",
        call: "volejte zavolejte telefon zaslete_na poslete_na volej zavolej telefonni* na_cislo na_toto_cislo \
            zakaznicka_linka infolink* pošli_na zaslete_sms",
        unit: "bodu kc korun kusu ks litru osob",
        ask: "nikdy_nechceme podvod* nikdy_nezad* nikdy_po_vas nikdy_nepozaduj* nikdy_se_neptame nikdy_nepros*",
        ..NONE
    },
    Language {
        // sk
        otp: "overovaci_kod autorizacny_kod potvrdzovaci_kod bezpecnostny_kod jednorazove_heslo jednorazovy_kod \
            prihlasovaci_kod kod_na_vyzdvihnutie kod_na_prevzatie sms_kod kod_na_prihlasenie kod_na_overenie \
            overovaci_pin aktivacny_kod docasne_heslo overovaci_retazec kod_na_prijatie kod_na_vratenie \
            kod_na_jazdu kod_zasielky otvaraci_kod preberaci_kod platobny_kod kontrolny_kod overovacie_cislo \
            prihlasovacie_cislo potvrdzovacie_cislo bezpecnostne_cislo sms_kluc sms_heslo sms_kodom \
            pristupovy_kluc cislo_na_prihlasenie",
        code: "kod kodu heslo hesl* kodom pin heslom tieto_cislice tieto_cisla tuto_kombinaciu nasledujuce_cislo \
            nasledovne_cislo nizsie_uvedene_cislo miestne_cislo miestny_kod stvormiestn* sestmiestn* cislicami \
            tieto_znaky kluc klucom tymto_cislom",
        verify: "overen* overit* overte overov* overeni* potvrdz* potvrd* prihlas* registr* autoriz* aktivac* \
            bezpecnost* jednoraz* vyzdvih* prevzat* platb* docasn* otvor* odomk* odomyk* prepoj* prevziat* \
            prevezm* vydaj* dorucen* odovzdan* potvrdenie_objednavky dvojfakt* aktivaciu_karty kurier* vodic* \
            dver* podpis_zmluv* podpisanie_zmluv*",
        enter: "pouzite zadajte povedzte nahlaste ukazte zadaj pouzi pouzit vpiste stlacte naťukajte povedz \
            oznamte odovzdajte_kurierovi precitajte skopirujte pomocou potvrdte_cislom potvrdte_kodom \
            odomknite_cislom prihlaste_sa_cislom vyuzite zadavajte",
        hush: "neposkytujte nikomu nezdielajte neprezradzajte neposielajte nehovorte nedavajte dovern* \
            neprezrad* nezdielaj neoznamujte",
        valid: "plati platny platnost vyprsi platne platna",
        second: "sekund",
        minute: "minut minuty",
        hour: "hodin hodiny",
        day: "dni dna",
        other: "objednavka objednavky zasielka zasielky balik ucet uctu karta karty faktura letu rezervacia \
            koncia* zostatok suma zasielk* zmluv* ziadost* staznost* poist* blocek listok listka listku cestovn* \
            vozen vozna miesto miesta priehradka poschod* izba izby ecv obciansk* posledne_cislice zostatk* sumu \
            variabilny* balikom",
        promo: "zlava zlavu zlavovy akcia kupon* zlav* sutaz* vypredaj* darcek*",
        call: "volajte telefon poslite_na volaj zavolajte",
        unit: "bodov kusov",
        ask: "nikdy_neziad* podvod* nikdy_od_vas nikdy_nepyt*",
        ..NONE
    },
    Language {
        // pl
        otp: "kod_weryfikacyjny kod_autoryzacyjny kod_potwierdzajacy kod_bezpieczenstwa haslo_jednorazowe \
            kod_jednorazowy kod_sms kod_aktywacyjny smskod kod_dostepu haslo_sms kod_odbioru kod_do_odbioru \
            kod_dostawy kod_operacji kod_transakcji kod_logowania kod_do_logowania kod_uwierzytelniajacy \
            kod_autoryzacji kod_potwierdzenia kod_weryfikacji kod_otwarcia pin_odbioru kod_rejestracji \
            haslo_tymczasowe tymczasowe_haslo kod_do_paczki kod_paczki kod_nadania kod_zwrotu kod_domofonu \
            kod_do_bramy kod_bramy kod_do_skrytki kod_skrytki kod_do_paczkomatu kod_do_pokoju kod_do_szafki \
            kod_do_klodki kod_wjazdu kod_przejazdu kod_przekazania kod_blik kodem_blik kodu_blik pin_do_paczki \
            numer_do_logowania numer_weryfikacyjny numer_potwierdzajacy numer_autoryzacyjny klucz_sms \
            sekretny_kod",
        code: "kod kodu kodem haslo hasla hasl* haslem ten_numer tym_numerem tego_numeru te_cyfry te_liczby \
            te_znaki ta_kombinacja te_kombinacje nastepujacy_numer nastepujace_cyfry ponizszy_numer \
            ponizsze_cyfry cyfrowy_numer cyfrowy_kod czterocyfrow* szesciocyfrow* cyfry cyframi znaki klucz \
            kluczem tokenem tajne_slowo liczbe liczba",
        verify: "weryfik* potwierdz* autoryz* logowani* zaloguj* zalogow* rejestrac* aktyw* bezpiecz* jednoraz* \
            odbior* odebra* odbierz* platnosc* przelew* tymczasow* otworz* otwier* otwarc* odblok* wejsc* wejdz* \
            dostep* zarejestr* odzysk* sparuj* parowan* powiaz* zatwierdz* uwierzyteln* tozsamosc* dwuetap* \
            dwuskladn* wyplat* doreczen* wydani* potwierdzenia_zamowienia platnosci_kart* aktywacji_karty \
            kierowc* drzwi dostaw* podpisania_umow* podpisu_umow*",
        enter: "uzyj wpisz wprowadz podaj powiedz pokaz przekaz_kurierowi wpisac wprowadzic podac przepisz przepisac \
            uzywajac wklej skopiuj wcisnij nacisnij wystukaj wybierz_na_klawiaturze okaz okazac przedstaw podyktuj \
            odczytaj przeczytaj przekaz_kierowcy wykorzystaj za_pomoca potwierdz_numerem potwierdz_kodem \
            otworz_kodem zaloguj_sie_kodem prosze_podac prosze_wpisac prosze_wprowadzic wstukaj wpisujac podajac \
            potwierdź potwierdz",
        hush: "nie_udostepniaj nikomu nie_podawaj nie_przekazuj nie_ujawniaj nie_pokazuj nie_wysylaj nie_mow \
            nie_podawac nie_zdradzaj poufn* w_tajemnicy nie_udostepniac",
        valid: "wazny wazne waznosc wygasa w_ciagu przez_najblizsze waznosci wazna wygasnie",
        second: "sekund sekundy",
        minute: "minut minuty",
        hour: "godzin godziny godz godzine godzinach",
        day: "dni dnia dzien doby",
        other: "zamowienie zamowienia paczka paczki przesylka przesylki konto konta karta karty faktura faktury \
            lot rezerwacja konczaca konczacej saldo kwota klient umowa umowy zlecenie pocztowy zamowien* paczk* \
            paczc* paczek przesyl* lotu rezerwacj* klienta umow* zlecen* zgloszen* skarg* polis* paragon* \
            rachun* bilet* pociag* wagon* miejsce miejsca miejscow* bramk* skrytka szafka mieszkan* pietro \
            pojazd* pesel nip regon dowod* paszport* legitymac* wniosk* wniosek mandat* sygnatur* licznik* \
            listu_przewoz* list_przewoz* przelew_nr konczy konczace ostatnie_cyfry ostatnimi_cyframi kolejk* \
            stolik* karnet* bilans kwot* kodem_pocztowym kontem sprawa sprawy sprawie nr_albumu",
        promo: "rabat* promocj* znizk* znizka kupon* prezent* okazj* rabatowy wyprzedaz* vouchr*",
        call: "zadzwon dzwon telefon infolinia wyslij_na sms_na wyslij_sms zadzwonic dzwoniac infolini* na_numer \
            na_ten_numer pod_numer pod_ten_numer pod_numerem napisz_na oddzwon*",
        unit: "punktow zl pkt zlotych zlote groszy sztuk litrow",
        ask: "nie_prosimy oszust* nigdy_nie_pros* nigdy_nie_popros* nigdy_nie_pyt* oszu* wyludz* nie_wymaga*",
        ..NONE
    },
];
