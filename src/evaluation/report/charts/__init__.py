"""Charts of the reports: pure functions from small records of texts and numbers to SVG."""

from evaluation.report.charts.bullet import ProgressRow, Schedule, progress
from evaluation.report.charts.canvas import texts
from evaluation.report.charts.dots import DotRow, bars, dots
from evaluation.report.charts.funnel import Stage, funnel
from evaluation.report.charts.heat import Cell, heat
from evaluation.report.charts.lines import CumulativePanel, CumulativeWords, Reference, cumulative, series
from evaluation.report.charts.pace import PacePanel, PaceWords, pace
from evaluation.report.charts.scores import ScoreGroup, ScoreItem, points
from evaluation.report.charts.shares import Part, TestedShare, structure
from evaluation.report.charts.slope import Slope, slopes
from evaluation.report.charts.spine import SpineRow, SpineWords, spine
from evaluation.report.charts.tiles import Tile, tiles
from evaluation.report.charts.waterfall import Step, waterfall

__all__ = [
    "Cell",
    "CumulativePanel",
    "CumulativeWords",
    "DotRow",
    "PacePanel",
    "PaceWords",
    "Part",
    "ProgressRow",
    "Reference",
    "Schedule",
    "ScoreGroup",
    "ScoreItem",
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
