import { leafletPage } from '../../catalogue/leaflet.ts';
import { type KbCommand, refuse } from './command.ts';
import { openPage, pageOptions, writePage } from './page-options.ts';

const words = {
  en: 'about what? Add for example --topic debts',
  cs: 'o čem? Přidej třeba --topic dluhy',
} as const;

/** `lampa kb leaflet`: one A4 page about one topic, for a waiting room. */
const run: KbCommand['run'] = async (_, values, needs) => {
  if (values.topic === undefined) return refuse(words[needs.language], 2, needs.out);
  const given = await openPage(values, needs);
  if ('problem' in given) return refuse(given.problem, 2, needs.out);
  const { knowledge, region, topic, voice } = given;
  if (topic === null) return refuse(words[needs.language], 2, needs.out);
  const page = leafletPage({ ...given, topic, team: knowledge.team, strips: values.strips === true }, voice);
  return writePage(page, ['lampa', topic.id, region.name, voice.language], values, needs);
};

export const leaflet: KbCommand = {
  name: 'leaflet',
  usage:
    '--topic T --region R [--lang cs|pl|sk|uk|en] [--link URL] [--strips] [--out FILE.html] [--pdf FILE.pdf]',
  says: {
    en: 'one A4 page about one topic for a waiting room; --strips adds strips with a number to tear off',
    cs: 'jedna stránka A4 o jednom tématu do čekárny; --strips přidá útržky s číslem',
  },
  options: { ...pageOptions, strips: { type: 'boolean' } },
  ownLang: true,
  takes: [0, 0],
  run,
};
