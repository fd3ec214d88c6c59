/**
 * Words and pictures that people put between any two words and that change nothing: "nechci už fakt žít", "i just really want
 * to die", "chci 😭 umřít". Patterns look past them.
 */
const fillers = new Set(
  `uz fakt fakticky proste vole kurva kurwa sakra jako jakoze normalne teda tak asi nejak vubec vlastne jeste prave zase hrozne strasne moc
  naozaj akoze teda asi nejako vobec vlastne este prave zas strasne hrozne velmi
  juz naprawde serio poprostu jakby tak troche chyba znowu jeszcze wlasnie bardzo totalnie
  vzhe uzhe prosto realno spravdi tipu nu a znov znovu opyat same pryamo duzhe ochen blyat blin suka
  just really fucking fuckin fkn literally actually lowkey kinda so like even rn honestly tbh fr pls please bro omg ok already again right
  prosim prosze proshu xd lol`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
const letters = /[\p{L}\p{N}]/u;

/** Whether a folded word changes nothing. */
export const isFiller = (word: string): boolean =>
  fillers.has(word) || word.startsWith('emoji') || !letters.test(word);
