import { tokenise } from './fold.ts';
import { matcher } from './other-signs.ts';

/**
 * Words that belong to danger to body or life. Their absence proves nothing; but an alarm that no rule has raised, about a thing
 * that is seldom dangerous, needs one.
 */
const isDangerWord = matcher(
  `zabi* zabt* umri* umre* umrl* zemr* zomr* smrt* smert* sebevr* samovr* samoboj* samogub* samohub* suicid* kill* die dying dead death umrze* umiera* vmer* pomer* zyc zit 
  krev krve krvi krvac* krew krwi krwaw* krov krovi blood* bleed* nedych* nedejch* oddych* oddech* dych* dyh* dyhan* breath* bezved* neprytom* nieprzytom* unconsc* omdl* zemdl* nepryt*
  prask* prasek tablet* pills pill lek* liek* liky overdos* predavk* przedawk* peredoz* spolyk* zjad* sned* zjedol* zjed* swallow* polkn* prehlt* jed trucizn* poison*
  noz nuz noze nozem nozi noza knife zbran* bron gun pistol* most mostu moste bridge strech* okna okne skoc* skak* jump* vlak* kolej* pociag* train* tracks railing parapet* zabradl* viadukt*
  rez* porez* reze rizn* podrez* ziletk* zylet* lezv* cut cuts cutting tne tnie poranen* pali palim popal* burn*
  bije biji bit bil bila mlat* zmlat* zbil* skrt* dusi* kope udar* uderi* hit hits beat* chok* punch* kick* bye byet pobyv* vdar* pobi* bij*
  znasil* zneuz* zgwalc* zgvalt* gvalt* rape* molest* osah* saha sahal* dotyk* touch* nahe nahy nahou nagie nud* vydir* vyhroz* vyhraz* szant* grozi* threat* blackm* pohroz* pogroz*
  krec* drgaw* seizure* zvrac* zyg* wymiot* vomit* hlas* glos* golos* krvav*
  zachv* zranen* zran* ubliz* krzyw* neprob* vzbud* neprezij* neprezi* kulatk* 155 112 999 sanit* karetk* ambul* nemocn* szpital* hospit* likarn*`,
);

/** Whether a text has a word of danger to body or life. */
export const hasDangerWord = (text: string): boolean => tokenise(text).some(({ word }) => isDangerWord(word));
