/**
 * The animal of a recording of Atanas et al. 2023, under one name wherever the recording is read from: its exports and
 * the files of WormWideWeb are the same worm.
 */
export function atanasAnimalGroup(recordingId: string): string {
  return `atanas2023:${recordingId}`;
}
