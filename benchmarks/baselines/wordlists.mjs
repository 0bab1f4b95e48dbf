// The verdicts of two npm word lists on the texts that `civilline evaluate --texts` wrote.
// usage: node wordlists.mjs TEXTS.tsv OUT_FOLDER
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import leo from 'leo-profanity';
import { RegExpMatcher, englishDataset, englishRecommendedTransformers } from 'obscenity';

const [texts, folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node wordlists.mjs TEXTS.tsv OUT_FOLDER');
  process.exit(2);
}

const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
const systems = {
  obscenity: (text) => matcher.getAllMatches(text).length,
  'leo-profanity': (text) => leo.badWordsUsed(text).length,
};

mkdirSync(folder, { recursive: true });
const outputs = Object.keys(systems).map((name) => createWriteStream(join(folder, `${name}.tsv`)));
outputs.forEach((output) => output.write('set\tid\tscore\tflagged\tcategories\n'));

let header = true;
for await (const line of createInterface({ input: createReadStream(texts) })) {
  const [set, id, text] = line.split('\t');
  if (!header) {
    Object.values(systems).forEach((count, i) => {
      const found = count(text ?? '');
      outputs[i].write(`${set}\t${id}\t${found}\t${found ? 1 : 0}\t${found ? 'swearing' : ''}\n`);
    });
  }
  header = false;
}
outputs.forEach((output) => output.end());
