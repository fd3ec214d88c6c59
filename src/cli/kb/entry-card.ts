import type { Country, Language } from '../../domain.ts';
import type { EntryKind } from '../../knowledge/entry.ts';
import type { Values } from '../../knowledge/form/field.ts';
import { contact, guide, service, topic } from '../../knowledge/schema.ts';
import type { Block } from '../../port.ts';
import { offeredAt } from '../../recommend/services.ts';
import { contactCard, serviceCard } from '../../text/cards.ts';
import { texts } from '../../text/texts.ts';

/** An entry as a young person will read it, in lines. The values must be whole. */
export const cardLines = (
  kind: EntryKind,
  values: Values,
  language: Language,
  home: Country,
  now: number,
): readonly string[] => {
  const text = texts[language];
  switch (kind) {
    case 'service':
      return blockLines(serviceCard(offeredAt(service.parse(values), now), language, text));
    case 'contact':
      return blockLines(contactCard(contact.parse(values), now, language, home, text));
    case 'guide': {
      const { title, text: body } = guide.parse(values);
      return [title[language], ...body[language].split('\n')];
    }
    case 'topic': {
      const { name, sentence, steps } = topic.parse(values);
      return [name[language], sentence[language], ...steps[language].map((step) => `• ${step}`)];
    }
  }
};

const blockLines = (block: Block): readonly string[] =>
  block.kind === 'card' ? [block.title, ...block.lines.map(({ text }) => text)] : [];
