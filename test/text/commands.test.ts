import { describe, expect, it } from 'vitest';
import { commands } from '../../src/conversation/event.ts';
import { languages } from '../../src/domain.ts';
import { commandOf, commandWord } from '../../src/text/commands.ts';

describe('slash words', () => {
  it('the word that help shows is the command, in every language', () => {
    for (const language of languages) {
      for (const command of commands) {
        const word = commandWord(language, command);
        expect(word).toMatch(/^\/[a-z]{2,32}$/);
        expect([word, commandOf(word)]).toEqual([word, command]);
      }
    }
  });

  it.each([
    ['/pomoc', 'help'],
    ['/POMOC', 'help'],
    ['/help@lampa_bot', 'help'],
    ['  /krize ', 'crisis'],
    ['/člověk', 'person'],
    ['/clovek', 'person'],
    ['/człowiek', 'person'],
    ['/język', 'language'],
    ['/soukromí', 'privacy'],
    ['/smazat', 'delete'],
    ['/usuń', 'delete'],
    ['/skrýt', 'hide'],
    ['/kdo', 'who'],
    ['/koniec', 'end'],
    ['/допомога', 'help'],
    ['/Криза', 'crisis'],
    ['/людина', 'person'],
    ['/мова', 'language'],
    ['/приватність', 'privacy'],
    ['/видали', 'delete'],
    ['/сховай', 'hide'],
    ['/хто', 'who'],
    ['/кінець', 'end'],
    ['/start', 'start'],
    ['/start qr-poster_7', 'start'],
  ] as const)('%s is %s', (text, command) => {
    expect(commandOf(text)).toBe(command);
  });

  it.each([
    '/',
    '//poznámka',
    '/nevim',
    '/help me',
    '/delete that photo',
    '/konec se vším',
    '/start pomoz mi',
    'pomoc /help',
  ])('%s is words, not a command', (text) => {
    expect(commandOf(text)).toBeNull();
  });
});

describe('fixed phrases', () => {
  it.each([
    ['Smaž mě!', 'delete'],
    ['smaz me', 'delete'],
    ['smaž všechno…', 'delete'],
    ['delete me', 'delete'],
    ['usuń mnie', 'delete'],
    ['Видали мене', 'delete'],
    ['/delete me', 'delete'],
    ['kdo jsi?', 'who'],
    ['who are you', 'who'],
    ['хто ти?', 'who'],
    ['Co o mně víš?', 'privacy'],
    ['Ukončit rozhovor', 'end'],
    ['koniec rozmowy', 'end'],
    ['jakým jazykem mluvíš?', 'language'],
    ['co umíš?', 'help'],
  ] as const)('"%s" is %s', (text, command) => {
    expect(commandOf(text)).toBe(command);
  });

  it.each([
    'pomoc',
    'Pomoc!',
    'help',
    'help me',
    'допоможіть',
    'chci skončit',
    'ukonči to',
    'už je konec',
    'je konec se mnou',
    'end it',
    'the end',
    'smaž mě ze světa',
    'chci všechno smazat a zmizet',
    'forget me, nobody will miss me',
    // Alone these may be a farewell.
    'forget me',
    'zapomeň na mě',
    'забудь мене',
    'konec',
    'koniec',
    'кінець',
    'chci zmizet',
    'schovej mě',
    'kdo jsi ty, že mi radíš',
    'je to anonymní?',
    'start',
    'kdo',
    'person',
    '',
    '   ',
    '!!!',
  ])('what is said by the way is left to the understanding: %s', (text) => {
    expect(commandOf(text)).toBeNull();
  });

  it('a very long message is no command, and is not searched', () => {
    expect(commandOf(`${'smaž mě '.repeat(100_000)}`)).toBeNull();
    expect(commandOf(`/${'a'.repeat(1_000_000)}`)).toBeNull();
  });
});
