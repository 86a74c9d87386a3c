"""Scores of one FISBe sample, computed the way of the official evaluator (evalinstseg): labels as int64, masks of single
instances by scans of whole volumes, skeletons of whole volumes by scikit-image. Written anew from the published rules.

usage: fisbe_evaluator.py GT.zarr PREDICTION.hdf [KEY] [FILTER]
"""

import heapq
import json
import resource
import sys
import time

import numpy as np
from skimage.morphology import skeletonize
from skimage.segmentation import relabel_sequential

f32 = np.float32
f1_thresholds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
upper_thresholds = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]


def prepared(labels, smallest=0):
    """int64, with an axis of channels, without small instances and empty channels, ids counted through all channels."""
    labels = np.asarray(labels).squeeze()
    if labels.ndim == 3:
        labels = labels[np.newaxis]
    labels = labels.astype(np.int64)
    if smallest:
        ids, counts = np.unique(labels, return_counts=True)
        for small in ids[(counts <= smallest) & (ids > 0)]:
            labels[labels == small] = 0
    if len(labels) > 1:
        kept = [channel for channel in range(len(labels)) if labels[channel].any()]
        if len(kept) < len(labels):
            labels = labels[kept]
    if labels.max(initial=0) == 1:
        labels = labels * np.arange(1, len(labels) + 1).reshape(-1, 1, 1, 1)
    offset, new_id = 1, {}
    for channel in range(len(labels)):
        if not labels[channel].any():
            continue
        labels[channel], forward, _ = relabel_sequential(labels[channel], offset=offset)
        new_id.update({int(old): int(new) for old, new in zip(forward.in_values, forward.out_values) if old})
        offset = int(labels[channel].max()) + 1
    return labels, offset - 1, new_id


def mask_of(labels, instance):
    return (labels == instance).any(axis=0)


def skeleton_of(mask):
    return skeletonize(mask.astype(np.uint8)) > 0


def is_shared(labels):
    return (labels > 0).sum(axis=0) > 1


def ids_at(labels, where):
    """Ids and how often they stand at the voxels of a mask."""
    ids, counts = np.unique(labels[:, where], return_counts=True)
    return {int(instance): int(count) for instance, count in zip(ids, counts) if instance > 0}


def recall_matrix(skeletons, labels, n_labels):
    matrix = np.zeros((len(skeletons), n_labels), f32)
    for row, skeleton in enumerate(skeletons):
        size = skeleton.sum()
        for instance, count in ids_at(labels, skeleton).items() if size else ():
            matrix[row, instance - 1] = count / size
    return matrix


def precision_matrix(skeletons, labels, n_labels):
    """Row 0 is the background."""
    matrix = np.zeros((n_labels + 1, len(skeletons)), f32)
    for column, skeleton in enumerate(skeletons):
        size = skeleton.sum()
        if size == 0:
            continue
        matrix[0, column] = (labels[:, skeleton].max(axis=0) == 0).sum() / size
        for instance, count in ids_at(labels, skeleton).items():
            matrix[instance, column] = count / size
    return matrix


def cl_dice(recall, precision):
    total = precision + recall
    with np.errstate(invalid="ignore"):
        return np.where(total > 0, f32(2) * precision * recall / total, f32(0)).astype(f32)


def greedy(dice, threshold):
    pairs = [(-dice[g, p], g, p) for g, p in zip(*np.nonzero(dice > f32(threshold)))]
    rows, columns, taken = set(), set(), []
    for score, g, p in sorted(pairs):
        if g not in rows and p not in columns:
            rows.add(g)
            columns.add(p)
            taken.append((int(g), int(p), float(-score)))
    return taken


def coverage(recall, precision, skeletons, pred, with_overlaps):
    best = precision.argmax(axis=0)
    covered = []
    for g, skeleton in enumerate(skeletons):
        own = [p for p in range(recall.shape[1]) if best[p] == g + 1]
        if not own or not skeleton.any():
            covered.append(0.0)
        elif with_overlaps:
            union = np.zeros(skeleton.shape, bool)
            for p in own:
                union |= mask_of(pred, p + 1)
            covered.append(float((skeleton & union).sum() / skeleton.sum()))
        else:
            covered.append(float(recall[g, own].sum(dtype=f32)))
    return covered


def many_to_many(gt, pred, skeletons, recall, threshold, has_overlaps):
    if not has_overlaps:
        return [(int(g), int(p)) for g, p in zip(*np.nonzero(recall > f32(threshold)))]
    candidates = [(int(g), int(p)) for g, p in zip(*np.nonzero(recall > f32(threshold)))]
    live = {pair: (-float(recall[pair]), order) for order, pair in enumerate(candidates)}
    heap = [(*entry, pair) for pair, entry in live.items()]
    heapq.heapify(heap)
    order, matches = len(heap), []
    free_skeleton, free_mask = {}, {}

    def rescore(pair, score):
        nonlocal order
        live.pop(pair, None)
        if score > threshold:
            live[pair] = (-score, order)
            heapq.heappush(heap, (-score, order, pair))
            order += 1

    while heap:
        score, at, (g, p) = heapq.heappop(heap)
        if live.get((g, p)) != (score, at):
            continue
        del live[(g, p)]
        matches.append((g, p))
        free_skeleton[g] = free_skeleton.get(g, skeletons[g]) & ~mask_of(pred, p + 1)
        free_mask[p] = free_mask[p] if p in free_mask else mask_of(pred, p + 1)
        free_mask[p] &= ~mask_of(gt, g + 1)
        for pair in [pair for pair in candidates if pair[0] == g]:
            rescore(pair, (free_skeleton[g] & mask_of(pred, pair[1] + 1)).sum() / skeletons[g].sum())
        for pair in sorted(pair for pair in candidates if pair[1] == p):
            rescore(pair, (skeletons[pair[0]] & free_mask[p]).sum() / skeletons[pair[0]].sum())
    return matches


def more_than_one(matches, side):
    ids = [match[side] for match in matches]
    return sum(max(0, ids.count(instance) - 1) for instance in set(ids))


def evaluate(gt, pred, smallest=800, dim=()):
    gt, n_gt, new_gt = prepared(gt)
    pred, n_pred, _ = prepared(pred, smallest)
    shared = is_shared(gt)
    gt_overlaps, pred_overlaps = bool(shared.any()), bool(is_shared(pred).any())
    has_overlaps = gt_overlaps or pred_overlaps
    gt_skeletons = [skeleton_of(mask_of(gt, g + 1)) for g in range(n_gt)]
    pred_skeletons = [skeleton_of(mask_of(pred, p + 1)) for p in range(n_pred)]
    recall = recall_matrix(gt_skeletons, pred, n_pred)
    precision = precision_matrix(pred_skeletons, gt, n_gt)
    dice = cl_dice(recall, precision[1:])
    recall_alone = recall
    if has_overlaps:
        apart = [skeleton_of(mask_of(gt, g + 1) & ~shared) for g in range(n_gt)]
        recall_alone = recall_matrix(apart, np.where(shared, 0, pred), n_pred)
        del apart
    best = precision.argmax(axis=0)
    by_threshold = {}
    for threshold in sorted({*f1_thresholds, *upper_thresholds}):
        pairs = greedy(dice, threshold)
        tp, fp, fn = len(pairs), n_pred - len(pairs), n_gt - len(pairs)
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        used = {pred_id for _, pred_id, _ in pairs}
        passing = (recall > f32(threshold)) & (recall_alone > f32(threshold))
        by_threshold[threshold] = {
            "AP_TP": tp, "AP_FP": fp, "AP_FN": fn, "precision": p, "recall": r, "AP": p * r,
            "fscore": 2 * p * r / (p + r) if p + r else 0.0,
            "false_split": sum(1 for q in range(n_pred) if q not in used and best[q] > 0),
            "false_merge": int(np.maximum(passing.sum(axis=0) - 1, 0).sum()),
        }  # fmt: skip

    def mean_of(field, thresholds):
        return float(np.mean([by_threshold[threshold][field] for threshold in thresholds]))

    covered = coverage(recall, precision, gt_skeletons, pred, gt_overlaps and pred_overlaps)
    halves = greedy(dice, 0.5)
    f1, c = mean_of("fscore", f1_thresholds), float(np.mean(covered))
    fm = many_to_many(gt, pred, gt_skeletons, recall, 0.1, has_overlaps)
    fs = many_to_many(gt, pred, gt_skeletons, recall, 0.05, has_overlaps)
    general = {
        "Num GT": n_gt, "Num Pred": n_pred, "TP_05": len(halves), "TP_05_rel": len(halves) / n_gt,
        "TP_05_cldice": [score for _, _, score in halves],
        "avg_TP_05_cldice": float(np.mean([score for _, _, score in halves])) if halves else 0.0,
        "gt_skel_coverage": covered, "avg_gt_skel_coverage": c, "avg_f1_cov_score": 0.5 * f1 + 0.5 * c,
        "FM": more_than_one(fm, 1), "FS": more_than_one(fs, 0),
    }  # fmt: skip
    overlapping = sorted(ids_at(gt, shared)) if gt_overlaps else []
    for name, ids in (("dim", sorted(new_gt[one] for one in dim if one in new_gt)), ("overlap", overlapping)):
        rows = [instance - 1 for instance in ids]
        some = np.zeros((len(rows), *gt.shape[1:]), np.int32)
        for row, g in enumerate(rows):
            some[row][mask_of(gt, g + 1)] = g + 1
        sub_precision = precision_matrix(pred_skeletons, some, n_gt)[[0, *ids]] if rows else None
        own = coverage(
            recall[rows], sub_precision, [gt_skeletons[g] for g in rows], pred,
            bool(rows) and bool(is_shared(some).any()) and pred_overlaps,
        ) if rows else []  # fmt: skip
        tp = len(greedy(dice[rows], 0.5)) if rows else 0
        general.update({
            f"GT_{name}": len(rows), f"TP_05_{name}": tp, f"TP_05_rel_{name}": tp / len(rows) if rows else 0.0,
            f"gt_covs_{name}": own, f"avg_gt_cov_{name}": float(np.mean(own)) if own else 0.0,
        })  # fmt: skip
    confusion = {
        "avAP": mean_of("AP", upper_thresholds), "avAP59": mean_of("AP", upper_thresholds),
        "avAP19": mean_of("AP", f1_thresholds), "avFscore": f1, "avFscore59": mean_of("fscore", upper_thresholds),
        "avFscore19": f1,
    }  # fmt: skip
    for threshold, fields in by_threshold.items():
        confusion["th_" + str(threshold).replace(".", "_")] = fields
    return {"general": general, "confusion_matrix": confusion}


def main():
    import h5py
    import zarr

    gt_path, pred_path = sys.argv[1:3]
    key = sys.argv[3] if len(sys.argv) > 3 else "volumes/gmm_label_cleaned"
    smallest = int(sys.argv[4]) if len(sys.argv) > 4 else 800
    begin = time.perf_counter()
    array = zarr.open(gt_path, mode="r")["volumes/gt_instances"]
    gt, dim = array[...], array.attrs.get("dim_neurons", [])
    with h5py.File(pred_path) as file:
        pred = file[key][...]
    read = time.perf_counter() - begin
    given = [gt, pred]
    del gt, pred
    scores = evaluate(given.pop(0), given.pop(0), smallest, dim)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "scores": scores,
        "readSeconds": read,
        "scoreSeconds": time.perf_counter() - begin - read,
        "maxRssBytes": used.ru_maxrss * 1024,
        "cpuSeconds": used.ru_utime + used.ru_stime,
    }))


if __name__ == "__main__":
    main()
