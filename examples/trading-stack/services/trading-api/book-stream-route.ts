import websocket from "@fastify/websocket";
import { FastifyInstance } from "fastify";
import { Problem } from "../shared/problem";
import { BookStream } from "./book-stream";

/** A client has nothing to say but that it wants the book again. */
const MAX_MESSAGE_BYTES = 1024;

/**
 * `/ws/book/{instrument}`. When the server closes, so do the WebSockets, with 1012.
 *
 * @param isTraded whether there is such an instrument: others are refused before the upgrade, as 404
 */
export async function bookStreamRoute(
  app: FastifyInstance,
  stream: BookStream,
  isTraded: (instrument: string) => Promise<boolean>,
): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: MAX_MESSAGE_BYTES },
    preClose: (done) => {
      stream.close();
      app.websocketServer.close(() => undefined);
      done();
    },
  });
  await app.register(async (scope) => {
    scope.get<{ Params: { instrument: string } }>(
      "/ws/book/:instrument",
      {
        websocket: true,
        preValidation: async ({ params: { instrument } }) => {
          if (!(await isTraded(instrument))) throw new Problem(404, "not-found", "Not found", `There is no instrument ${instrument}.`);
        },
      },
      (socket, { params: { instrument } }) => stream.watch(instrument, socket),
    );
  });
}
