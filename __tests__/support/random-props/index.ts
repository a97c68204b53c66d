/** The modules whose constructs are built of random props. */
import { aurora } from "./aurora";
import { edge } from "./edge";
import { loadBalancing } from "./load-balancing";
import { network } from "./network";
import { redis } from "./redis";
import { Subjects } from "./run";
import { state } from "./state";
import { storage } from "./storage";

export const MODULES: Readonly<Record<string, Subjects>> = { aurora, edge, loadBalancing, network, redis, state, storage };
