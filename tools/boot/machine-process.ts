/** The process in the sandbox that stands for an instance. Its first line of input is its options; then comes a line of JSON for each request and each answer. It ends when its input does. */
import { createInterface } from "node:readline";
import { Machine } from "./machine";
import { MachineOptions, MachineRequest } from "./machine-options";

async function answer(machine: Machine, request: MachineRequest): Promise<unknown> {
  switch (request.command) {
    case "boot":
      return machine.boot();
    case "run":
      return machine.run(request.script);
    case "get":
      return machine.get(request.unit, request.path);
    case "unit":
      return machine.unit(request.name);
    case "calls":
      return machine.calls;
    case "aws-requests":
      return machine.awsRequests.map(({ accessKeyId, ...rest }) => ({ ...rest, isOfRole: accessKeyId === machine.accessKeyId }));
    case "terminate":
      return machine.terminate();
  }
}

/** Answers to what is asked: 0 is the machine itself, once it is prepared. */
function write(message: { readonly id: number; readonly result?: unknown; readonly error?: string }): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  const machine = new Promise<Machine>((resolve, reject) => {
    lines.once("line", (line) => {
      const made = new Machine(JSON.parse(line) as MachineOptions);
      made.prepare().then(() => resolve(made), reject);
      lines.on("line", (next) => void take(made, next));
    });
  });
  lines.once("close", () => void machine.then(async (made) => made.stop()).finally(() => process.exit(0)));
  await machine.then(
    () => write({ id: 0 }),
    (error: Error) => write({ id: 0, error: error.message }),
  );
}

async function take(machine: Machine, line: string): Promise<void> {
  const { id, ...request } = JSON.parse(line) as { id: number } & MachineRequest;
  await answer(machine, request).then(
    (result) => write({ id, result }),
    (error: Error) => write({ id, error: error.message }),
  );
}

void main();
