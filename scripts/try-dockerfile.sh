#!/usr/bin/env bash
# Does what the Dockerfile does, step by step in a clean folder, for machines without a Docker engine:
# the same files (.dockerignore), the same install, the same command and health check, with a fitting Node.
set -euo pipefail
cd "$(dirname "$0")/.."

project=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
node24=$PWD/node_modules/.bin

mkdir -p "$folder/lampa/var"
cd "$folder/lampa"
for path in package.json package-lock.json .npmrc LICENSE README.md src adapters data; do
  cp -R "$project/$path" .
done
mkdir scripts && cp "$project"/scripts/{lampa,check-node}.mjs scripts/
PATH="$node24:$PATH" npm ci --omit=dev --omit=optional --silent
[ ! -e node_modules/vitest ] || { echo 'development packages were installed'; exit 1; }

export NODE_ENV=production LAMPA_DATA="$folder/lampa/var" LAMPA_KNOWLEDGE="$folder/lampa/data/knowledge"
printf 'uz nechci zit\n' | PATH="$node24:$PATH" node src/main.ts | grep -q '116 111'
PATH="$node24:$PATH" node src/main.ts doctor
echo 'The steps of the Dockerfile work.'
