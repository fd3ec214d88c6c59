import { z } from 'zod';

/**
 * What is read of one registration; all else is never looked at. Not read on purpose: `poskytovatel.statutarniOrgany`, heads of
 * facilities, remarks beside contacts (they hold names of people), and free texts. A field in an unknown form counts as absent.
 */

const text = z
  .union([z.string(), z.object({ cs: z.string() }).transform(({ cs }) => cs)])
  .transform((value) => value.normalize('NFC').replace(/\s+/g, ' ').trim())
  .transform((value) => (value === '' || value.length > 500 ? null : value))
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const scalar = z
  .union([z.string().max(100), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : String(value).trim()));

const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((list) =>
      (list ?? []).slice(0, 1000).flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

/** An entry of a code list: its id, and its name where the file brings it along. */
const coded = z
  .object({ id: scalar, nazev: text })
  .nullish()
  .catch(null)
  .transform((value) => value ?? { id: null, nazev: null });

/** Anything that does not plainly say no hides the address. */
const saysNo = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === 0 ||
  (typeof value === 'string' && ['', 'false', 'ne', 'n', '0'].includes(value.trim().toLowerCase()));

/** True when the record says in any spelling that its address is secret (`utajenaAdresa`, `adresaUtajena` …). */
const isSecret = (record: unknown): boolean =>
  typeof record === 'object' &&
  record !== null &&
  Object.entries(record).some(([key, value]) => /utajen/i.test(key) && !saysNo(value));

const addressFields = z.object({
  cisloDomovni: scalar,
  cisloOrientacni: scalar,
  psc: scalar,
  kraj: coded,
  okres: coded,
  obec: coded,
  ulice: coded,
});
const address = z
  .unknown()
  .transform((value) => ({ secret: isSecret(value), read: addressFields.safeParse(value) }))
  .transform(({ secret, read }) => (secret ? ('secret' as const) : read.success ? read.data : null));

/** `secret` in the place of an address that must not be known. */
export type Address = z.infer<typeof address>;

const facility = z
  .unknown()
  .transform((value) => ({ secret: isSecret(value), value }))
  .pipe(
    z.object({
      secret: z.boolean(),
      value: z.object({ nazev: text, adresa: address, poskytujeOd: scalar, poskytujeDo: scalar }),
    }),
  )
  .transform(({ secret, value }) => {
    const hidden = secret || value.adresa === 'secret';
    // The name of a secret shelter may tell where it is.
    return hidden ? { ...value, nazev: null, adresa: 'secret' as const } : value;
  });

const hours = z.object({
  den: z.union([z.string().max(100), coded]),
  od: scalar,
  do: scalar,
  casOd: scalar,
  casDo: scalar,
});

const form = z.object({
  forma: coded,
  nepretrzitePoskytovani: z.boolean().nullish().catch(null),
  casoveRozsahy: listOf(hours),
});

const contacts = {
  telefony: listOf(z.object({ telefon: text })),
  emaily: listOf(z.object({ email: text })),
  weby: listOf(z.object({ web: text })),
};

const provider = z
  .object({ nazev: text, ...contacts })
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const registration = z.object({
  portalId: z.union([z.string().min(1).max(60), z.number()]).transform((id) => String(id).trim()),
  datumPoskytovaniOd: scalar,
  datumPoskytovaniDo: scalar,
  druhSocialniSluzby: coded,
  kontaktniAdresy: listOf(z.object({ adresa: address })),
  zarizeni: listOf(facility),
  poskytovatel: provider,
  ...contacts,
  ciloveSkupiny: listOf(coded),
  vekoveSkupiny: listOf(coded),
  doplnujiciInformaceVekoveSkupiny: text,
  formy: listOf(form),
  rozsirenePusobnostiVKraji: listOf(
    z.union([coded, z.object({ kraj: coded }).transform(({ kraj }) => kraj)]),
  ),
});

export type Registration = z.infer<typeof registration> & { readonly secret: boolean };
export type Facility = Registration['zarizeni'][number];

/** One entry of the register; null when it is not one. */
export function readRegistration(entry: unknown): Registration | null {
  const read = registration.safeParse(entry);
  return read.success && /^[\w.-]+$/.test(read.data.portalId)
    ? { ...read.data, secret: isSecret(entry) }
    : null;
}
