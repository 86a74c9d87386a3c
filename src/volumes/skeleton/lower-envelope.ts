/** The smallest of parabolas of one width at the whole places from 0. */
export interface LowerEnvelope {
  clear(): void;
  /** Adds (edge · (k - place))² + height; places rise from call to call. A height of Infinity adds nothing. */
  add(place: number, height: number, edge: number): void;
  /** Tells the smallest value at the places 0 to length - 1; Infinity where no parabola was added. */
  evaluate(edge: number, length: number, tell: (place: number, value: number) => void): void;
}

/** Room for `most` parabolas, used again and again. */
export function lowerEnvelope(most: number): LowerEnvelope {
  const places = new Int32Array(most);
  const heights = new Float64Array(most);
  // from here on each parabola is lower than the one before it
  const from = new Float64Array(most);
  let count = 0;
  return {
    clear: () => {
      count = 0;
    },
    add: (place, height, edge) => {
      if (height === Number.POSITIVE_INFINITY) return;
      let crossing = Number.NEGATIVE_INFINITY;
      while (count > 0) {
        const other = places[count - 1]!;
        crossing = (place + other + (height - heights[count - 1]!) / (edge * edge * (place - other))) / 2;
        if (crossing > from[count - 1]!) break;
        count--;
      }
      places[count] = place;
      heights[count] = height;
      from[count] = count === 0 ? Number.NEGATIVE_INFINITY : crossing;
      count++;
    },
    evaluate: (edge, length, tell) => {
      for (let k = 0, i = 0; k < length; k++) {
        while (i + 1 < count && from[i + 1]! <= k) i++;
        const away = edge * (k - places[i]!);
        tell(k, count === 0 ? Number.POSITIVE_INFINITY : away * away + heights[i]!);
      }
    },
  };
}
