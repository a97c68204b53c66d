import { NUMBER, PropTypes, STRING, list, optional } from "../../internal/prop-types";
import { Validator, isGiven } from "../../internal/validator";
import { TICK_SECONDS } from "./facts";
import { LostZone, Traffic } from "./traffic";

const TRAFFIC: PropTypes<Traffic> = {
  requestsPerSecond: list<readonly number[]>(),
  lostZones: optional(list<readonly LostZone[]>()),
  releases: optional(list<readonly number[]>()),
  startsAt: optional(STRING),
  initialCapacity: optional(NUMBER),
};

const LOST_ZONE: PropTypes<LostZone> = { atSeconds: NUMBER, untilSeconds: optional(NUMBER) };

/**
 * Records traffic that is none, and what would never happen in it.
 *
 * @throws ValidationError for a value of another type
 */
export function checkTraffic(validator: Validator, traffic: Traffic): void {
  validator.props(traffic, TRAFFIC, "traffic");
  const { requestsPerSecond, startsAt, initialCapacity } = traffic;
  validator.check(
    "traffic.requestsPerSecond",
    requestsPerSecond,
    requestsPerSecond.length > 0,
    "must not be empty",
    "Give one value for each ten seconds, as trafficOf(…) does.",
  );
  const wrong = requestsPerSecond.findIndex((value) => !Number.isFinite(value) || value < 0);
  validator
    .check(
      `traffic.requestsPerSecond[${wrong}]`,
      requestsPerSecond[wrong],
      wrong < 0,
      "must be a finite number, 0 or more",
      "Correct the value, or what it is computed from.",
    )
    .check(
      "traffic.startsAt",
      startsAt,
      !isGiven(startsAt) || !Number.isNaN(Date.parse(startsAt)),
      "must be a time",
      'Write it as "2026-03-02T07:30:00Z".',
    )
    .integerBetween("traffic.initialCapacity", initialCapacity, 0, Number.MAX_SAFE_INTEGER);
  checkEvents(validator, traffic);
}

function checkEvents(validator: Validator, { requestsPerSecond, lostZones, releases }: Traffic): void {
  const end = requestsPerSecond.length * TICK_SECONDS;
  const checkTime = (prop: string, seconds: number): void => {
    validator.check(
      prop,
      seconds,
      seconds >= 0 && seconds < end,
      `must be in seconds from the start, before the traffic's end at ${end}: it wouldn't happen`,
      "Correct the time, or give more traffic.",
    );
  };
  lostZones?.forEach((zone, index) => {
    const prop = `traffic.lostZones[${index}]`;
    validator.props(zone, LOST_ZONE, prop);
    checkTime(`${prop}.atSeconds`, zone.atSeconds);
    validator.check(
      `${prop}.untilSeconds`,
      zone.untilSeconds,
      !isGiven(zone.untilSeconds) || zone.untilSeconds > zone.atSeconds,
      "must be after atSeconds",
      "Give a later time, or leave it out for an AZ that doesn't recover.",
    );
  });
  releases?.forEach((seconds, index) => {
    const prop = `traffic.releases[${index}]`;
    validator.props({ [prop]: seconds }, { [prop]: NUMBER });
    checkTime(prop, seconds);
  });
}
