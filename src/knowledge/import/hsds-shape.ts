import { z } from 'zod';

/** What is read of a full service of HSDS 3; `contacts` (people) and `attention` never are. */
const text = z
  .string()
  .transform((value) => value.normalize('NFC').trim())
  .transform((value) => (value === '' || value.length > 2000 ? null : value))
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const age = z
  .number()
  .transform(Math.floor)
  .pipe(z.int().min(0).max(120))
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const many = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((list) =>
      (list ?? []).slice(0, 500).flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

const phone = z.object({ number: text });
const schedule = z.object({ freq: text, byday: text, opens_at: text, closes_at: text, description: text });
const address = z.object({
  address_1: text,
  city: text,
  state_province: text,
  postal_code: text,
  country: text,
  address_type: text,
});
const attribute = z.object({
  link_type: text,
  value: text,
  taxonomy_term: z.object({ id: text, name: text, code: text }).nullish().catch(null),
});
const location = z.object({
  location_type: text,
  addresses: many(address),
  phones: many(phone),
  schedules: many(schedule),
});

export const fullService = z.object({
  id: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(300),
  alternate_name: text,
  description: text,
  status: text,
  url: text,
  email: text,
  minimum_age: age,
  maximum_age: age,
  cost_options: many(z.object({ amount: z.number() })),
  organization: z.object({ name: text }).nullish().catch(null),
  phones: many(phone),
  schedules: many(schedule),
  service_areas: many(z.object({ name: text, description: text })),
  languages: many(z.object({ name: text, code: text })),
  attributes: many(attribute),
  service_at_locations: many(z.object({ location, phones: many(phone), schedules: many(schedule) })),
});
export type FullService = z.infer<typeof fullService>;
