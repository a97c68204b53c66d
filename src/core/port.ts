import { NUMBER, PropType, PropTypes, like, oneOf } from "../internal/prop-types";
import { Validator } from "../internal/validator";

/** Every type or every code of ICMP; every port where the protocol is every one. */
const ALL = -1;
const MAX_PORT = 65_535;
/** Types and codes of ICMP are a byte each (RFC 792). */
const MAX_ICMP = 255;
const PROTOCOLS = ["tcp", "udp", "icmp", "icmpv6", "-1"] as const;

/** What a rule opens: ports of TCP or UDP, messages of ICMP, or everything (EC2 API reference, IpPermission). */
export interface Port {
  /** The protocol, as EC2 calls it; `-1` is every protocol. */
  readonly protocol: "tcp" | "udp" | "icmp" | "icmpv6" | "-1";
  /** First port, 0 to 65535; of ICMP the type, 0 to 255, or -1 for every type; of every protocol -1. */
  readonly fromPort: number;
  /** Last port, `fromPort` to 65535; of ICMP the code, 0 to 255, or -1 for every code; of every protocol -1. */
  readonly toPort: number;
}

/** Ports by protocol. */
export const Port = {
  /** One TCP port, 0 to 65535. @throws ValidationError for several ports */
  tcp: (port: number, ...others: never[]): Port => onePort("tcp", port, others),
  /** TCP ports from the first to the last, both included. */
  tcpRange: (fromPort: number, toPort: number): Port => ({ protocol: "tcp", fromPort, toPort }),
  /** One UDP port, 0 to 65535. */
  udp: (port: number, ...others: never[]): Port => onePort("udp", port, others),
  /** Messages of ICMP for IPv4 of a type and a code, 0 to 255 each: `icmp(3, 4)` is "fragmentation needed". Without a code every code, without a type every type. */
  icmp: (type = ALL, code = ALL): Port => ({ protocol: "icmp", fromPort: type, toPort: code }),
  /** The echo request of ICMP for IPv4: the other end can be pinged. */
  icmpPing: (): Port => Port.icmp(8),
  /** Messages of ICMPv6 of a type and a code, 0 to 255 each: `icmpV6(2, 0)` is "packet too big". Without a code every code, without a type every type. */
  icmpV6: (type = ALL, code = ALL): Port => ({ protocol: "icmpv6", fromPort: type, toPort: code }),
  /** The echo request of ICMPv6: the other end can be pinged. */
  icmpV6Ping: (): Port => Port.icmpV6(128),
  /** Every port of every protocol. */
  allTraffic: (): Port => ({ protocol: "-1", fromPort: ALL, toPort: ALL }),
};

/** A second port, which the compiler refuses, would be ignored without a word. */
function onePort(protocol: "tcp" | "udp", port: number, others: readonly number[]): Port {
  const fix = `Allow each port in a call of its own${protocol === "tcp" ? ", or a range by Port.tcpRange" : ""}.`;
  new Validator(`Port.${protocol}`).check("port", [port, ...others], others.length === 0, "must be one port", fix).throwIfInvalid();
  return { protocol, fromPort: port, toPort: port };
}

const PORT_PROPS: PropTypes<Port> = { protocol: oneOf(PROTOCOLS), fromPort: NUMBER, toPort: NUMBER };

/** The prop type of ports. */
export const PORT: PropType<Port> = like<Port>("a Port", ["protocol", "fromPort", "toPort"]);

/**
 * Records a port that EC2 refuses in a security group's rule.
 *
 * @throws ValidationError for something that isn't a port
 */
export function checkPort(validator: Validator, port: Port): void {
  validator
    .props({ port }, { port: PORT })
    .props(port, PORT_PROPS, "port")
    .known("port.fromPort", port.fromPort)
    .known("port.toPort", port.toPort);
  const { protocol, fromPort, toPort } = port;
  if (protocol === "-1") {
    const holds = fromPort === ALL && toPort === ALL;
    validator.check("port", [fromPort, toPort], holds, "must be -1 to -1 for every protocol", "Write it as Port.allTraffic().");
  } else if (protocol === "icmp" || protocol === "icmpv6") {
    validator
      .integerBetween("port.fromPort", fromPort, ALL, MAX_ICMP)
      .integerBetween("port.toPort", toPort, ALL, MAX_ICMP)
      .check(
        "port.toPort",
        toPort,
        fromPort !== ALL || toPort === ALL,
        "must be -1, every code, where the type is every type",
        "Name the type as well, or leave out both.",
      );
  } else {
    validator
      .integerBetween("port.fromPort", fromPort, 0, MAX_PORT)
      .integerBetween("port.toPort", toPort, 0, MAX_PORT)
      .check("port", [fromPort, toPort], fromPort <= toPort, "must not end before it begins", "Swap fromPort and toPort.");
  }
}

/** A port as a part of an id: `tcp-443`, `tcp-6379-6380`, `icmp-8`, `icmp-3-4`, `icmp-all`, `all`. Pure. */
export function portKey({ protocol, fromPort, toPort }: Port): string {
  if (protocol === "-1") return "all";
  if (protocol === "tcp" || protocol === "udp") return `${protocol}-${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`;
  return [protocol, fromPort === ALL ? "all" : fromPort, ...(toPort === ALL ? [] : [toPort])].join("-");
}

/** A port as the arguments of a rule: with every protocol there are no ports to name. Pure. */
export function portArguments({ protocol, fromPort, toPort }: Port) {
  return protocol === "-1" ? { ipProtocol: protocol } : { ipProtocol: protocol, fromPort, toPort };
}
