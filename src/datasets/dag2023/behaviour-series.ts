/** One value per frame: datasets of the group `behavior`. The files state no units. */
export const behaviourSeries = [
  "velocity",
  "angular_velocity",
  "head_angle",
  "nose_angle",
  "nose_curling",
  "pumping",
  "worm_curvature",
  "stage_x",
  "stage_y",
  "reversal_vec",
] as const;

/** One value per frame and body segment, head first. */
export const bodyAngles = ["body_angle", "body_angle_absolute", "body_angle_all"] as const;
