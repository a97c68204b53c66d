import { once } from "node:events";
import { AddressInfo, Server, Socket, connect, createServer } from "node:net";

/** A way to a server of this machine that takes as long as one between two availability zones, and counts how often it is gone. */
export class SlowPort {
  public static async open(target: number, milliseconds = 0): Promise<SlowPort> {
    const port = new SlowPort(target, milliseconds);
    port.server.listen(0, "127.0.0.1");
    await once(port.server, "listening");
    return port;
  }

  /** How often the server was waited for: what is sent before it answers is one. */
  public roundTrips = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly target: number,
    private readonly milliseconds: number,
  ) {
    this.server = createServer((socket) => this.forward(socket));
  }

  public get number(): number {
    return (this.server.address() as AddressInfo).port;
  }

  public async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, "close");
  }

  private forward(socket: Socket): void {
    const upstream = connect(this.target, "127.0.0.1").setNoDelay();
    socket.setNoDelay();
    let isAnswered = true;
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      this.sockets.add(from);
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
    }
    socket.on("data", (data) => {
      if (isAnswered) this.roundTrips++;
      isAnswered = false;
      if (this.milliseconds === 0) upstream.write(data);
      else setTimeout(() => upstream.write(data), this.milliseconds);
    });
    upstream.on("data", (data) => {
      isAnswered = true;
      socket.write(data);
    });
  }
}
