import type { Server, Socket } from 'node:net';

/** A server that waits for its connections when it closes. */
export interface Closable {
  readonly server: Server;
  close(): Promise<unknown>;
}

/** Milliseconds for which those are waited for who have begun to ask. */
const farewell = 5000;

/** What closes the server. Whoever has not asked by then, as with half a handshake or a byte a second, is not waited for. */
export function closing(server: Closable, patience = farewell): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    const timer = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, patience);
    await server.close();
    clearTimeout(timer);
  };
}
