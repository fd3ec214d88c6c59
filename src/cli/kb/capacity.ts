import { notedCapacities, writeCapacity } from '../../knowledge/capacity.ts';
import { readDay } from '../../knowledge/day-text.ts';
import { type Choices, capacityStates, chosen } from '../../knowledge/form/choices.ts';
import { localTime, timeZoneOf } from '../../knowledge/open-hours.ts';
import type { Service } from '../../knowledge/schema.ts';
import { readableDate } from '../../text/format.ts';
import { texts } from '../../text/texts.ts';
import { type CliLanguage, type KbCommand, type KbNeeds, refuse, textOf } from './command.ts';
import { readBase } from './read-base.ts';
import { unknownId } from './told-entry.ts';

const words = {
  en: {
    state: (said: string) => `"${said}" is no state; write full, free, closed or clear`,
    until: 'say until when: --until 2026-12-01, --until friday, --until tomorrow or --until "in 3 days"',
    noDay: (said: string) => `"${said}" is no day; write 2026-12-01, friday, tomorrow or "in 3 days"`,
    past: (day: string) => `${day} is over; write a day from today on`,
    notService: 'only a service can be full',
    none: 'Nothing is noted now.',
    cleared: (name: string) => `${name}: nothing is noted any more.`,
    noted: (name: string, state: string, day: string) => `${name}: ${state} until ${day}, that day too.`,
    listed: (state: string, day: string) => `${state} until ${day}`,
    weekday: 'en-GB',
  },
  cs: {
    state: (said: string) =>
      `„${said}“ není stav; napiš full (plno), free (volno), closed (zavřeno) nebo clear (zrušit)`,
    until: 'napiš, do kdy: --until 2026-12-01, --until pátek, --until zítra nebo --until "za 3 dny"',
    noDay: (said: string) => `„${said}“ není den; napiš 2026-12-01, pátek, zítra nebo „za 3 dny“`,
    past: (day: string) => `${day} už bylo; napiš den ode dneška dál`,
    notService: 'plno může mít jen služba',
    none: 'Teď není nic zapsáno.',
    cleared: (name: string) => `${name}: už není nic zapsáno.`,
    noted: (name: string, state: string, day: string) => `${name}: ${state} do ${day} včetně.`,
    listed: (state: string, day: string) => `${state} do ${day}`,
    weekday: 'cs',
  },
} as const;

const states: Choices = { ...capacityStates, clear: { en: 'clear', cs: 'zrušit' } };

const run: KbCommand['run'] = async ([id, stateSaid, ...rest], values, needs) => {
  const { out, language, now } = needs;
  const told = words[language];
  const knowledge = await readBase(needs);
  if (id === undefined) return list(knowledge.services, needs);
  const service = knowledge.services.find((one) => one.id === id);
  if (service === undefined) {
    return knowledge.contacts.some((one) => one.id === id)
      ? refuse(told.notService, 1, out)
      : unknownId(knowledge, id, needs);
  }
  const state = chosen(states, stateSaid ?? '');
  if (state === 'clear') return write(service, null, needs);
  if (state !== 'full' && state !== 'free' && state !== 'closed')
    return refuse(told.state(stateSaid ?? ''), 2, out);
  // "--until za 3 dny" without quotes comes as several words.
  const until = [textOf(values, 'until') ?? '', ...rest].join(' ').trim();
  if (until === '') return refuse(told.until, 2, out);
  const today = localTime(now, timeZoneOf[service.country]).date;
  const day = readDay(until, today);
  if (day === null) return refuse(told.noDay(until), 2, out);
  if (day < today) return refuse(told.past(day), 2, out);
  return write(service, { state, until: day }, needs);
};

const write = async (
  service: Service,
  capacity: Service['capacity'],
  { out, language, folder }: KbNeeds,
): Promise<number> => {
  const told = words[language];
  await writeCapacity(folder, service.id, capacity);
  const said =
    capacity === null
      ? told.cleared(service.name)
      : told.noted(
          service.name,
          states[capacity.state]?.[language] ?? '',
          dayInWords(capacity.until, language),
        );
  out.print(said);
  return 0;
};

const list = (services: readonly Service[], { out, language, now, homeCountry }: KbNeeds): number => {
  const told = words[language];
  const noted = notedCapacities(services, localTime(now, timeZoneOf[homeCountry]).date);
  if (noted.length === 0) out.print(told.none);
  for (const { id, name, capacity } of noted) {
    const state = states[capacity.state]?.[language] ?? '';
    out.print(`${id}  ${name}: ${told.listed(state, dayInWords(capacity.until, language))}`);
  }
  return 0;
};

/** With the weekday, so that a slip is seen. */
const dayInWords = (date: string, language: CliLanguage): string => {
  const weekday = new Intl.DateTimeFormat(words[language].weekday, { weekday: 'short', timeZone: 'UTC' });
  return `${weekday.format(new Date(`${date}T12:00:00Z`))} ${readableDate(date, texts[language])}`;
};

export const capacity: KbCommand = {
  name: 'capacity',
  usage: '[ID full|free|closed --until DAY | ID clear]',
  says: {
    en: 'notes that a service is full, has room or is closed until a day (2026-12-01, friday, "in 3 days"); alone it lists what is noted',
    cs: 'zapíše, že služba má plno, volno nebo zavřeno do některého dne (2026-12-01, pátek, „za 3 dny“); samotný vypíše, co je zapsáno',
  },
  options: { until: { type: 'string' } },
  takes: [0, 6],
  run,
};
