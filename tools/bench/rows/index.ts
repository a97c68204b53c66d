import { Measurement } from "../measure";
import { cdktfSynth } from "./cdktf-synth";
import { growth } from "./growth";
import { load } from "./load";
import { plan } from "./plan";
import { provers } from "./provers";
import { review } from "./review";
import { synthesis } from "./synthesis";
import { tarball } from "./tarball";
import { typeCheck } from "./type-check";

export const MEASUREMENTS: readonly Measurement[] = [synthesis, provers, load, cdktfSynth, growth, plan, review, typeCheck, tarball];
