/** Apollo Server on Express with its own executor over plain objects: told by message what to answer. */
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { plainSchema } from './queries.ts';

process.on('message', (message: 'end' | object) => {
  if (message === 'end') process.exit();
  else void serve(message);
});

async function serve(data: object): Promise<void> {
  const apollo = new ApolloServer({ typeDefs: plainSchema, rootValue: data });
  await apollo.start();
  const app = express();
  app.use('/graphql', express.json(), expressMiddleware(apollo));
  const server = app.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ url: `http://127.0.0.1:${port}/graphql`, cookie: '' });
  });
}
