/** What is wrong with a cell, and what to write. */
export const cellWords = {
  en: {
    empty: 'is empty; write something here',
    topic: (said: string, near: string | null) =>
      `"${said}" is no topic${near === null ? '' : `; did you mean "${near}"?`}; write a topic by its name or id`,
    country: (said: string) => `"${said}" is no country that is known; write CZ, PL, SK or UA`,
    town: (said: string) => `"${said}" is not in the register of places; write the town as the register does`,
    towns: (said: string, regions: string) =>
      `there is more than one "${said}"; write its region into the column "region": ${regions}`,
    area: (said: string) => `"${said}" is no town, district or region; write it as the register does`,
    phone: (said: string) => `"${said}" is no number of this country; write for example +420 123 456 789`,
    email: (said: string) => `"${said}" is no address of an office; write for example klub@example.org`,
    web: (said: string) => `"${said}" is no web address; write for example https://example.org`,
    hours: (said: string) =>
      `"${said}" is not understood; write for example: Mo-Fr 8:00-16:00; Sa 9:00-12:00`,
    yesNo: (said: string) => `"${said}" is neither yes nor no; write yes or no, or leave it empty`,
    age: (said: string) => `"${said}" is no age; write a number from 0 to 120, or leave it empty`,
    ages: 'is below the column "age from"; exchange or correct them',
    form: (said: string) => `"${said}" is no form; write ambulatory, field, residential or online`,
    language: (said: string) => `"${said}" is no language that is known; write cs, pl, sk, uk, en or ru`,
    twice: 'this service is in the table twice; keep one of the rows',
  },
  cs: {
    empty: 'je prázdná; napiš sem něco',
    topic: (said: string, near: string | null) =>
      `„${said}“ není téma${near === null ? '' : `; myslíš „${near}“?`}; napiš název nebo id tématu`,
    country: (said: string) => `„${said}“ není známá země; napiš CZ, PL, SK nebo UA`,
    town: (said: string) => `„${said}“ není v registru obcí; napiš obec tak, jak je v registru`,
    towns: (said: string, regions: string) =>
      `„${said}“ je víc než jedna; napiš kraj do sloupce „region“: ${regions}`,
    area: (said: string) => `„${said}“ není obec, okres ani kraj; napiš název jako v registru`,
    phone: (said: string) => `„${said}“ není číslo v této zemi; napiš třeba +420 123 456 789`,
    email: (said: string) => `„${said}“ není e-mail služby; napiš třeba klub@example.org`,
    web: (said: string) => `„${said}“ není webová adresa; napiš třeba https://example.org`,
    hours: (said: string) => `„${said}“ není srozumitelné; napiš třeba: Po-Pá 8:00-16:00; So 9:00-12:00`,
    yesNo: (said: string) => `„${said}“ není ano ani ne; napiš ano nebo ne, nebo nech prázdné`,
    age: (said: string) => `„${said}“ není věk; napiš číslo od 0 do 120, nebo nech prázdné`,
    ages: 'je méně než sloupec „věk od“; prohoď je nebo oprav',
    form: (said: string) => `„${said}“ není forma; napiš ambulantní, terénní, pobytová nebo online`,
    language: (said: string) => `„${said}“ není známý jazyk; napiš cs, pl, sk, uk, en nebo ru`,
    twice: 'tahle služba je v tabulce dvakrát; nech jen jeden řádek',
  },
} as const;
