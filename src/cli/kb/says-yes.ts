/** Whether an answer to "(y/n)" agrees, in the languages of those who may sit there; no answer does not. */
export const saysYes = (answer: string | null): boolean =>
  /^(y|yes|a|ano|áno|t|tak)$/i.test(answer?.trim() ?? '');
