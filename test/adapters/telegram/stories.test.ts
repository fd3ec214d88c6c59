import { describe, expect, test } from 'vitest';
import { givenOnTelegram } from './on-telegram.ts';

describe('a person on Telegram', () => {
  test('is answered at once, by a bot that says so, with cards and buttons', async () => {
    const { telegram, heard, settled } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('hledam doucovani v Holysove');
    await settled();
    expect(heard(ema).join('\n')).toContain('Jsem bot');
    expect(ema.heard().at(-1)?.reply_markup?.inline_keyboard.flat().length).toBeGreaterThan(0);
    expect(ema.heard().every(({ link_preview_options: link }) => link?.is_disabled === true)).toBe(true);
  });

  test('in danger reads the contacts first, with short numbers that a tap copies', async () => {
    const { telegram, heard, settled, desk } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci se zabit');
    await settled();
    expect(heard(ema)[0]).toContain('116 111');
    const copied = ema.heard()[0]?.entities?.filter(({ type }) => type === 'code') ?? [];
    expect(copied.length).toBeGreaterThan(0);
    expect(desk().join('\n')).toContain('🔔');
  });

  test('talks with a worker and is given back, and both are told', async () => {
    const { telegram, group, heard, settled, inTopic, topic, as, jana } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    expect(group.topics().at(-1)).toMatchObject({
      name: expect.stringMatching(/^⚪ Případ 1: /),
      closed: false,
    });
    expect(group.pinned(topic())[0]?.text).toContain('čeká na člověka');
    as(jana).presses('Beru si to');
    await settled();
    expect(heard(ema).at(-1)).toContain('treetwork');
    expect(group.pinned(topic())[0]?.text).toContain('u streetworkera (Jana)');
    const said = as(jana, topic()).says('Ahoj, jsem tady.');
    await settled();
    expect(heard(ema).at(-1)).toContain('Ahoj, jsem tady.');
    expect(heard(ema).at(-1)).not.toContain('Jana');
    expect(group.reactions(said)).toMatchObject([{ emoji: '👌' }]);
    ema.says('díky, že píšeš @jana /close');
    await settled();
    expect(inTopic(topic()).at(-1)).toContain('díky, že píšeš');
    expect(inTopic(topic()).at(-1)).not.toContain('@jana');
    as(jana, topic()).says('// jen pro nás');
    as(jana, topic()).says('/close helped');
    await settled();
    expect(heard(ema).join('\n')).not.toContain('jen pro nás');
    expect(group.topics().at(-1)).toMatchObject({ name: expect.stringMatching(/^✔️ /), closed: true });
    expect(group.pinned(topic())[0]?.reply_markup).toBeUndefined();
  });
});
