import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas } from '../src/knowledge/json-schemas.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { KnowledgeError } from '../src/knowledge/problem.ts';

/** Writes data/schema: what ordinary editors read to complete, explain and check the files of the knowledge base. */
const folder = 'data/schema';
const loaded = await loadKnowledge('data/knowledge');
if ('problems' in loaded) throw new KnowledgeError(loaded.problems);

await mkdir(folder, { recursive: true });
for (const [name, schema] of jsonSchemas(loaded.knowledge.topics)) {
  await writeFile(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
