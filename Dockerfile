# Lampa in a container: no build step, not root, everything that lives on is in mounted folders.
#   docker build -t lampa .
#   docker run --rm -it -v lampa-var:/lampa/var -v "$PWD/data/knowledge:/lampa/data/knowledge" lampa
FROM node:24-bookworm-slim

ENV NODE_ENV=production \
    LAMPA_DATA=/lampa/var \
    LAMPA_KNOWLEDGE=/lampa/data/knowledge

WORKDIR /lampa

COPY package.json package-lock.json .npmrc ./
# The image brings its own Node 24, so the optional runtime packages stay out.
RUN npm ci --omit=dev --omit=optional

COPY LICENSE README.md ./
# The launcher only: what trains, measures and proves stays out.
COPY scripts/lampa.mjs scripts/check-node.mjs ./scripts/
COPY src ./src
COPY adapters ./adapters
COPY data ./data

# The user of the image may write the store and the knowledge base (its backups), nothing else.
RUN mkdir -p /lampa/var && chown -R node:node /lampa/var /lampa/data/knowledge
USER node

VOLUME ["/lampa/var", "/lampa/data/knowledge"]

# `doctor` reads settings, store, knowledge base and model, and says what to do; it may run beside the bot.
HEALTHCHECK --interval=5m --timeout=30s --start-period=30s --retries=3 \
  CMD ["node", "src/main.ts", "doctor"]

CMD ["node", "src/main.ts"]
