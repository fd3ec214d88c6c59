import { tokenise } from './fold.ts';

/**
 * Signs that a message is about somebody else, readable by everybody: what a model is to weigh together with its own guess.
 * Words are folded; those with a star are beginnings.
 */
const lists = {
  friend:
    'kamarad* kamos* spoluzak* spoluzac* spoluziak* spoluziac* koleg* kolez* kumpel* kumpl* przyjaciel* przyjaciol* psiapsi* priatel* friend* mate bff bestie classmate* roommate* flatmate* teammate* podrug* podruh* druh* druz* odnoklas* odnogrup* tovarysh* spolubydl* spolubyv* neighbo* sused* soused* sasiad*',
  sibling:
    'segr* sestr* sister* sis brach* bratr* brata brat bratov* brother* bro siostr* bratanec* bratran* cousin* kuzyn* synovec* neter*',
  child:
    'dcer* syn syna synov* synem vnuk* vnuck* cork* daughter* son zak* ziak* student* uczen* uczennic* dochk* donk* donec* dytyn* dite diet* dzieck*',
  third:
    'ji jej jemu mu ho jeho jeji jejich jich jim ona on ony niej niego go him her hers his she he shes hes they them vona vin yiyi yii yomu yogo yoho neyi noho nim neyu',
  first: 'me mne mi ma mna ja jsem sem som se sa mnie sie jestem i im my ya mene meni sebe',
  worry: 'bojim strach* starosti obavy martwi* boje worried scared perezhyv* hvylyu* khvylyu* boyus* boyu*',
  aboutWhom: 'o about for za',
} as const;

/** Tells the words of a list; those with a star are beginnings of three letters or more. */
export const matcher = (list: string): ((word: string) => boolean) => {
  const words = new Set<string>();
  const beginnings = new Set<string>();
  for (const word of list.split(/\s+/))
    if (word.endsWith('*')) beginnings.add(word.slice(0, -1));
    else words.add(word);
  const longest = Math.max(0, ...[...beginnings].map(({ length }) => length));
  return (word) => {
    if (words.has(word)) return true;
    for (let n = 3; n <= Math.min(longest, word.length); n++)
      if (beginnings.has(word.slice(0, n))) return true;
    return false;
  };
};
const isFriend = matcher(lists.friend);
const isSibling = matcher(lists.sibling);
const isChild = matcher(lists.child);
const isThird = matcher(lists.third);
const isFirst = matcher(lists.first);
const isWorry = matcher(lists.worry);
const isAboutWhom = matcher(lists.aboutWhom);
const reach = 3;

/** Whether a friend, a sibling, a child or somebody of the third person is among the folded words. */
export const isNamedOther = (words: readonly string[]): boolean =>
  words.some((word) => isFriend(word) || isSibling(word) || isChild(word) || isThird(word));

/** Friend, sibling, child, worry about somebody, third person named; and the shares of words of the third and first person. */
export function otherSigns(text: string): readonly number[] {
  const words = tokenise(text).map(({ word }) => word);
  const length = Math.max(1, words.length);
  const thirds = words.filter(isThird).length;
  const worries = words.some(
    (word, i) => isWorry(word) && words.slice(i + 1, i + 1 + reach).some(isAboutWhom),
  );
  return [
    Number(words.some(isFriend)),
    Number(words.some(isSibling)),
    Number(words.some(isChild)),
    Number(worries),
    Number(thirds > 0),
    thirds / length,
    words.filter(isFirst).length / length,
  ];
}
