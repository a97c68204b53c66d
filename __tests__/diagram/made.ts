import { Architecture, Flow, Part, VpcFrame } from "../../src/diagram/types";

/** A part that says nothing but its name, below all VPCs. */
export function part(id: string, more: Partial<Part> = {}): Part {
  const nothing = { caption: "", details: [], zones: [], supporting: false, main: [], addresses: [] } as const;
  return { ...nothing, id, label: id, shape: "servers", tier: "regional", ...more };
}

/** A connection, unless it is said to be another. */
export function flow(from: string, to: string, label = "", kind: Flow["kind"] = "connection"): Flow {
  return { from, to, label, kind };
}

/** A VPC without a range and zones. */
export function vpc(id: string, more: Partial<VpcFrame> = {}): VpcFrame {
  return { id, label: id, zones: [], main: [], addresses: [], ...more };
}

export function made(parts: readonly Part[], flows: readonly Flow[] = [], vpcs: readonly VpcFrame[] = []): Architecture {
  return { title: "made", vpcs, parts, flows };
}
