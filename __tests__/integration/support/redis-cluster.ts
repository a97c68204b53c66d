import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { AddressInfo, Server, Socket, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket, createSecureContext } from "node:tls";
import { connectRedis, queryRedis, startRedis } from "../../../tools/support/databases/redis";
import { DatabaseServer } from "../../../tools/support/databases/server";
import { eventually } from "./order-books";

const SLOTS = 16_384;
/** Of the certificates, and what nodes call themselves to clients, as ElastiCache's do. */
const HOST = "localhost";
const NODE_TIMEOUT_MILLISECONDS = 1500;
/** RFC 8446, section 5.1: the type of a record that has a handshake in it. */
const TLS_HANDSHAKE = 0x16;

/** A user, and what it may do. */
export interface ClusterUser {
  readonly name: string;
  readonly password: string;
  readonly accessString: string;
}

/** A node, and where it is reached. */
interface Node {
  readonly id: string;
  readonly server: DatabaseServer;
  readonly endpoint: Endpoint;
  /** Of the cluster bus. */
  readonly busPort: number;
}

/**
 * A Valkey cluster of several shards on this machine, each a primary and a replica. Clients reach it by TLS alone, with certificates of an authority of its own; the builds of the
 * servers have no TLS, so that each node has a TLS endpoint before it, whose port and name it announces.
 */
export class RedisCluster {
  /** Starts the shards, each with its part of the slots. */
  public static async start(shards: number, user: ClusterUser): Promise<RedisCluster> {
    const cluster = new RedisCluster(user, makeAuthority());
    try {
      for (let shard = 0; shard < shards; shard++) {
        const [first, last] = [Math.ceil((shard * SLOTS) / shards), Math.ceil(((shard + 1) * SLOTS) / shards) - 1];
        await cluster.addShard();
        await cluster.query(cluster.primaries[shard]!, "CLUSTER", "ADDSLOTSRANGE", String(first), String(last));
      }
      await cluster.isAgreed();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** In the order in which the shards were added: who began as primary. */
  public readonly primaries: Node[] = [];
  public readonly replicas: Node[] = [];

  private constructor(
    private readonly user: ClusterUser,
    private readonly authority: Authority,
  ) {}

  /** Where clients begin, with what they verify it by. */
  public get configuration(): { readonly host: string; readonly port: number; readonly ca: string } {
    return { host: HOST, port: this.primaries[0]!.endpoint.port, ca: this.authority.certificate };
  }

  private get nodes(): readonly Node[] {
    return [...this.primaries, ...this.replicas];
  }

  /** A primary without slots, and its replica. */
  public async addShard(): Promise<Node> {
    const primary = await this.addNode();
    this.primaries.push(primary);
    const replica = await this.addNode();
    this.replicas.push(replica);
    await eventually("the replica knows its primary", async () => this.query(replica, "CLUSTER", "REPLICATE", primary.id));
    await eventually("the replica follows", async () =>
      String(await this.query(replica, "INFO", "replication")).includes("master_link_status:up"),
    );
    return primary;
  }

  /** What a node is asked as the operator that ElastiCache is: with every permission. */
  public async query(node: Node, ...command: readonly string[]): Promise<unknown> {
    return queryRedis(node.server.port, undefined, ...command);
  }

  /** What a replica answers by itself. */
  public async readAt(replica: Node, ...command: readonly string[]): Promise<unknown> {
    const connection = await connectRedis(replica.server.port);
    try {
      await connection.run("READONLY");
      return await connection.run(...command);
    } finally {
      connection.end();
    }
  }

  /** Which node takes writes of a key. */
  public async primaryOf(key: string): Promise<Node> {
    const slot = Number(await this.anyone(["CLUSTER", "KEYSLOT", key]));
    const ranges = (await this.anyone(["CLUSTER", "SLOTS"])) as [number, number, [string, number, string]][];
    const [, , [, , id]] = ranges.find(([first, last]) => first <= slot && slot <= last)!;
    return this.nodes.find((node) => node.id === id)!;
  }

  /** The other node of a shard. */
  public partnerOf(node: Node): Node {
    const [all, others] = this.primaries.includes(node) ? [this.primaries, this.replicas] : [this.replicas, this.primaries];
    return others[all.indexOf(node)]!;
  }

  /** Moves a key's slot to another primary, key by key, as ElastiCache does where shards are added. */
  public async moveSlot(key: string, target: Node, onKey: () => Promise<void> = async () => undefined): Promise<void> {
    const source = await this.primaryOf(key);
    const slot = String(await this.query(source, "CLUSTER", "KEYSLOT", key));
    await this.query(target, "CLUSTER", "SETSLOT", slot, "IMPORTING", source.id);
    await this.query(source, "CLUSTER", "SETSLOT", slot, "MIGRATING", target.id);
    for (;;) {
      const keys = (await this.query(source, "CLUSTER", "GETKEYSINSLOT", slot, "1")) as string[];
      if (keys.length === 0) break;
      await this.query(source, "MIGRATE", "127.0.0.1", String(target.server.port), "", "0", "5000", "KEYS", ...keys);
      await onKey();
    }
    for (const node of [target, source]) await this.query(node, "CLUSTER", "SETSLOT", slot, "NODE", target.id);
  }

  /** Ends a node without a farewell, and waits until its partner has its place. */
  public async kill(node: Node): Promise<Node> {
    process.kill(node.server.pid!, "SIGKILL");
    node.endpoint.cut();
    const partner = this.partnerOf(node);
    await eventually("the replica is promoted", async () => String(await this.query(partner, "ROLE")).startsWith("master"));
    return partner;
  }

  /** A planned failover: no write is lost (valkey.io, "CLUSTER FAILOVER"). */
  public async failOver(node: Node): Promise<Node> {
    const partner = this.partnerOf(node);
    await this.query(partner, "CLUSTER", "FAILOVER");
    await eventually("the replica is promoted", async () => String(await this.query(partner, "ROLE")).startsWith("master"));
    return partner;
  }

  public async isAgreed(): Promise<void> {
    await eventually("every node knows of all slots", async () => {
      const states = await Promise.all(this.nodes.map(async (node) => String(await this.query(node, "CLUSTER", "INFO"))));
      return states.every((state) => state.includes("cluster_state:ok") && state.includes(`cluster_known_nodes:${this.nodes.length}`));
    });
  }

  public async stop(): Promise<void> {
    await Promise.all(this.nodes.map(async ({ server, endpoint }) => (endpoint.close(), server.stop())));
  }

  private async anyone(command: readonly string[]): Promise<unknown> {
    return eventually(command.join(" "), async () => {
      for (const node of this.nodes) if (node.server.pid !== undefined) return this.query(node, ...command);
      return undefined;
    });
  }

  private async addNode(): Promise<Node> {
    const endpoint = await Endpoint.listen(this.authority);
    const server = await startRedis({
      engine: "valkey",
      waitsForSlots: true,
      settings: [
        ...["--cluster-announce-port", String(endpoint.port), "--cluster-announce-hostname", HOST],
        ...["--cluster-preferred-endpoint-type", "hostname", "--cluster-node-timeout", String(NODE_TIMEOUT_MILLISECONDS)],
        ...["--cluster-replica-validity-factor", "0", "--cluster-allow-replica-migration", "no", "--repl-diskless-sync-delay", "0"],
      ],
    });
    endpoint.target = server.port;
    const { name, password, accessString } = this.user;
    await queryRedis(server.port, undefined, "ACL", "SETUSER", name, `>${password}`, ...accessString.split(" "));
    const id = String(await queryRedis(server.port, undefined, "CLUSTER", "MYID"));
    const [, busPort] = (await queryRedis(server.port, undefined, "CONFIG", "GET", "cluster-port")) as [string, string];
    const node = { id, server, endpoint, busPort: Number(busPort) };
    await this.query(node, "CLUSTER", "SET-CONFIG-EPOCH", String(this.nodes.length + 1));
    const [first] = this.nodes;
    if (first) await this.query(node, "CLUSTER", "MEET", "127.0.0.1", String(first.endpoint.port), String(first.busPort));
    return node;
  }
}

interface Authority {
  readonly certificate: string;
  /** Of the nodes. */
  readonly key: string;
  readonly nodeCertificate: string;
}

/** An authority, and the nodes' certificate by it. */
function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "authority-"));
  const openssl = (...args: readonly string[]): void => void execFileSync("openssl", [...args], { cwd: folder, stdio: "pipe" });
  try {
    const key = ["-newkey", "rsa:2048", "-nodes"];
    openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=authority of a test");
    openssl("req", ...key, "-keyout", "node.key", "-out", "node.csr", "-subj", `/CN=${HOST}`);
    writeFileSync(join(folder, "names"), `subjectAltName=DNS:${HOST}\n`);
    const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2"];
    openssl("x509", "-req", "-in", "node.csr", ...signed, "-out", "node.pem");
    const [certificate, nodeKey, nodeCertificate] = ["ca.pem", "node.key", "node.pem"].map((file) =>
      readFileSync(join(folder, file), "utf8"),
    ) as [string, string, string];
    return { certificate, key: nodeKey, nodeCertificate };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A port before a node: TLS for clients. A replica, which comes to the port that its primary announces, talks without. */
class Endpoint {
  public static async listen(authority: Authority): Promise<Endpoint> {
    const endpoint = new Endpoint(authority);
    await new Promise<void>((resolve) => endpoint.server.listen(0, "127.0.0.1", resolve));
    return endpoint;
  }

  /** The node's own port. */
  public target = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly replicas = new Set<Socket>();
  private isHeld = false;

  private constructor({ key, nodeCertificate }: Authority) {
    const secureContext = createSecureContext({ key, cert: nodeCertificate, minVersion: "TLSv1.2" });
    this.server = createServer((socket) => {
      this.keep(socket);
      socket.once("data", (first) => {
        socket.pause();
        socket.unshift(first);
        if (first[0] === TLS_HANDSHAKE) return this.pass(new TLSSocket(socket, { isServer: true, secureContext }));
        if (this.isHeld) return void socket.destroy();
        this.replicas.add(socket);
        this.pass(socket);
      });
    });
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Its connections end. */
  public cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Replicas aren't told of writes from now on. */
  public holdReplication(): void {
    this.isHeld = true;
    for (const socket of this.replicas) socket.destroy();
  }

  public close(): void {
    this.server.close();
    this.cut();
  }

  private pass(socket: Socket): void {
    const upstream = this.keep(connect(this.target, "127.0.0.1"));
    for (const each of [this.keep(socket), upstream]) each.on("close", () => [socket, upstream].forEach((end) => end.destroy()));
    socket.pipe(upstream).pipe(socket);
  }

  private keep(socket: Socket): Socket {
    if (this.sockets.has(socket)) return socket;
    this.sockets.add(socket);
    return socket.on("error", () => undefined).on("close", () => this.sockets.delete(socket));
  }
}
