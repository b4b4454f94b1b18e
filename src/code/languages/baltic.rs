//! Languages of the Baltic.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // lt
        otp: "patvirtinimo_kodas vienkartinis_slaptazodis vienkartinis_kodas saugos_kodas prisijungimo_kodas \
            atsiemimo_kodas kodas_siuntai vienkartinis_pin sms_kodas kodas_prisijungimui laikinas_slaptazodis \
            siuntos_kod* pastomato_kod* dureles_kod* dureliu_kod* spynos_kod* duru_kod* vartu_kod* iejimo_kod* \
            keliones_kod* ilaipinimo_kod* pavedimo_kod* tikrinimo_kod* isdavimo_kod* iejimo_pin* \
            prisijungimo_numer* sms_kod* sms_slaptazod* sms_rakt* slaptas_kodas slapta_koda",
        code: "slaptazod* kodas koda kodo pin kodui kodai si_numeri siuo_numeriu sie_skaiciai siuos_skaicius \
            siuos_skaitmenis skaitmenis skaitmenimis sia_kombinacija si_koda zemiau_esanti_numeri zenklis \
            zenklu_koda raktas rakta raktu tokenas simbolius siuos_simbolius pin_kodas slapta_zodi",
        verify: "patvirtin* prisijung* registrac* saugos vienkartin* autentif* aktyvav* atsiem* mokejim* laikin* \
            atidary* atrakin* ieiti ieikit* aktyvuo* susiej* atkur* atnaujin* prisijunk* pristatym* atsiimti \
            atsiimk* atsiimant pasirasy* patikr* tapatyb* leidim* grazin* siuntos_atsiem* uzsakymui_patvirtint* \
            uzsakymo_patvirtin* prieig* perdav* mokejimui_kortel* korteles_aktyv* kurjer* vairuotoj* duris durims \
            siuntos_pristat* siuntai_atsiim* uzsakymo_atsiem* sutarties_pasiras* sutarciai_pasiras* atidaryk*",
        enter: "naudokite iveskite pasakykite parodykite iveskit ivesk ivesti suveskite suvesk surinkite \
            irasykite irasyk iklijuokite nukopijuokite paspauskite spauskite naudok panaudokite nurodykite \
            nurodyk pasakyk parodyk pateikite perskaitykite padiktuokite perduokite_kurjeriui pasinaudokite \
            patvirtinkite_kodu patvirtinkite_skaiciumi atrakinkite_kodu prisijunkite_kodu pasakykit \
            praneskite_kurjeriui naudodami ivedę ivedus",
        hush: "nesidalinkite niekam neatskleiskite nesakykite nesidalykite nesidalink neperduokite nerodykite \
            neatskleisk konfidencial* nesiuskite slaptai",
        valid: "galioja galios baigiasi galiojimo galiojant baigsis galiojimas nebegalios",
        second: "sekundes sekundziu",
        minute: "minutes minuciu min",
        hour: "valandas valandu val valanda",
        day: "dienas dienu diena dienoms",
        other: "uzsakymas uzsakymo siunta siuntos saskaita saskaitos kortele korteles suma likutis uzsakym* siunt* \
            saskait* kortel* sutart* sutarc* prasym* skund* uzklaus* kvit* cekis cekio skryd* traukin* vartai \
            asmens_koda asmens_kodas paraisk* spintele buto butas auksto kambar* automobil* valstybin* eileje eiles \
            paskutiniai_skaiciai paskutinius_skaitmenis skaitikl* likut* sumos protokol* bagaz* vaztarast* narystes \
            kliento bylos_nr paso_nr reiso reisas vieta vietos įmokos_kodas įmokos_koda mokėjimo_kodas",
        promo: "nuolaid* akcij* kuponas dovan* ispardavim* premij* laimek* prizas",
        call: "skambinkite telefonu paskambin* skambinti numeriu pagalbos_lini* issiuskite_sms siuskite_sms \
            siam_numeriui",
        unit: "tasku taskai vnt balu",
        ask: "niekada_neprasy* niekada_neklaus* sukci*",
        ..NONE
    },
    Language {
        // lv
        otp: "apstiprinajuma_kods vienreizeja_parole vienreizejais_kods drosibas_kods verifikacijas_kods \
            apstiprinasanas_kods sanemsanas_kods izsniegsanas_kods sms_kods kods_pieteiksanas pieklaves_kods \
            autorizacijas_kods pagaidu_parole nodosanas_kod* atgriesanas_kod* sutijuma_kod* pakomata_kod* \
            skapisa_kod* brauciena_kod* iekapsanas_kod* sms_parole sms_atslega slepenais_kods slepeno_kodu \
            pieteiksanas_numur*",
        code: "parole* paroli kods kodu pin parole kodam so_numuru sis_numurs sos_ciparus sie_cipari ciparus \
            ciparu_kodu ciparu_kods so_kombinaciju noradito_numuru zemak_noradito sos_simbolus simbolus atslega \
            atslegu pin_kods pin_kodu zimju_kodu ar_kodu",
        verify: "apstiprin* pieteik* ielog* registrac* drosib* vienreiz* verifik* autentifik* aktiviz* sanem* \
            sanems* maksajum* pagaidu atver* atsleg* atblok* ieej* ieiet sasaist* atjauno* pieslegt* pieslegs* \
            piegad* izsnieg* iznem* parakst* parbaud* parskait* pieklav* sutijuma_sanem* pasutijuma_apstiprin* \
            pasutijuma_sanem* sofer* durv* sutijuma_piegad* pasutijuma_piegad* maksajumam_ar_kart* kartes_aktiv* \
            ligumu_parakst* liguma_parakst*",
        enter: "izmantojiet ievadiet ievadi nosauciet paradiet ievadit ievadot izmanto izmantojot ierakstiet \
            ieraksti rakstiet_lietotne nospiediet spiediet uzspiediet pasakiet pasaki sakiet nosauc noradiet \
            noradi parādi uzradiet uzradi pateiciet nolasiet nodiktejiet ielimejiet kopejiet nododiet_kurjeram \
            pazinojiet_kurjeram apstipriniet_ar atveriet_ar atbloķejiet_ar ar_ciparu piesakieties_ar lietojiet",
        hush: "neizpaudiet nevienam nedalieties neizpaud neradiet nesakiet nesutiet nenododiet neatklajiet \
            nedalies",
        valid: "derigs deriga beigsies beidzas speka derigums derigi deriguma",
        second: "sekundes sekunzu sekundem",
        minute: "minutes minusu min minutem",
        hour: "stundas stundu stundam",
        day: "dienas dienam",
        other: "pasutijums pasutijuma sutijums konts konta karte kartes rekins summa atlikums pasutijum* \
            sutijum* pakas pakai rekin* ligum* pieteikum* sudzib* iesniegum* lidojum* vilcien* vietas \
            personas_kod* lietas lieta skapitis dzivok* istab* auto_nr valsts_numur* rinda rindas pavadzim* \
            skaititaj* atlikum* pedejie_cipari pedejos_ciparus biedra kodu_pasta pases_nr stavs stava summas \
            reisa reiss",
        promo: "atlaid* akcij* kupon* davan* izpardos* izloz*",
        call: "zvaniet talrunis piezvan* zvani talruni uz_numuru uz_so_numuru palidzibas_talrun* sutiet_uz \
            sutiet_sms",
        unit: "punkti punktu eiro",
        ask: "nekad_neprasa* nekad_neluag* nekad_nejauta* krapnie*",
        ..NONE
    },
];
