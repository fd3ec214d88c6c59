import { cataloguePage } from '../../catalogue/page.ts';
import { type KbCommand, refuse } from './command.ts';
import { openPage, pageOptions, writePage } from './page-options.ts';

/** `lampa kb catalogue`: a booklet of a region, to be read on a phone or printed. */
const run: KbCommand['run'] = async (_, values, needs) => {
  const given = await openPage(values, needs);
  if ('problem' in given) {
    return refuse(given.problem, 2, needs.out);
  }
  const { knowledge, region, topic, voice } = given;
  const page = cataloguePage({ ...given, team: knowledge.team }, voice);
  const about = topic === null ? [] : [topic.id];
  return writePage(page, ['lampa', region.name, ...about, voice.language], values, needs);
};

export const catalogue: KbCommand = {
  name: 'catalogue',
  usage: '--region R [--topic T] [--lang cs|pl|sk|uk|en] [--link URL] [--out FILE.html] [--pdf FILE.pdf]',
  says: {
    en: 'a booklet of who helps in a region, crisis contacts first; --link is where the bot is written to, for the QR code',
    cs: 'brožura o tom, kdo v regionu pomáhá, krizové kontakty napřed; --link je adresa bota pro QR kód',
  },
  options: pageOptions,
  ownLang: true,
  takes: [0, 0],
  run,
};
