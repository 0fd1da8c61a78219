import { describe, expect, it } from 'vitest';
import { callsOf, mostStops, onward, type Stop, stopKey } from '../../src/model/way.ts';
import { lintFiles } from '../support/rule-test.ts';
import { modelOf } from '../mesh/world.ts';
