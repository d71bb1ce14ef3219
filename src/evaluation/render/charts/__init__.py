"""Charts of the reports: pure functions from small records of texts and numbers to SVG."""

from evaluation.render.charts.bullet import ProgressRow, Schedule, progress
from evaluation.render.charts.canvas import texts
from evaluation.render.charts.dots import DotRow, bars, dots
from evaluation.render.charts.funnel import Stage, funnel
from evaluation.render.charts.heat import HeatCell, heat
from evaluation.render.charts.lines import CumulativePanel, CumulativeWords, Reference, cumulative, series
from evaluation.render.charts.pace import PacePanel, PaceWords, pace
from evaluation.render.charts.scores import ScoreGroup, ScoreItem, points
from evaluation.render.charts.shares import SharePart, TestedShare, structure
from evaluation.render.charts.slope import Slope, slopes
from evaluation.render.charts.spine import SpineRow, SpineWords, spine
from evaluation.render.charts.tiles import Tile, tiles
from evaluation.render.charts.waterfall import Step, waterfall

__all__ = [
    "CumulativePanel",
    "CumulativeWords",
    "DotRow",
    "HeatCell",
    "PacePanel",
    "PaceWords",
    "ProgressRow",
    "Reference",
    "Schedule",
    "ScoreGroup",
    "ScoreItem",
    "SharePart",
    "Slope",
    "SpineRow",
    "SpineWords",
    "Stage",
    "Step",
    "TestedShare",
    "Tile",
    "bars",
    "cumulative",
    "dots",
    "funnel",
    "heat",
    "pace",
    "points",
    "progress",
    "series",
    "slopes",
    "spine",
    "structure",
    "texts",
    "tiles",
    "waterfall",
]
