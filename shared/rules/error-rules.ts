/** The error rules of the catalogue, in its order. */
import type { Rule } from './define.ts';
import { newCar } from './new-car.ts';
import { operatingAsset } from './operating-asset.ts';
import { privateCar } from './private-car.ts';

export const errorRules: readonly Rule[] = [privateCar, newCar, operatingAsset];
