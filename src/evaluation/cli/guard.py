"""What users see when something is wrong: one message, one exit code, no traceback, nobody's data."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from evaluation.cli.output import say
from evaluation.errors import (
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_REFUSED,
    EvaluationError,
    describe_unexpected,
    incomplete,
    near,
)

DEBUG = "EVALUATION_DEBUG"


class CommandGroup(click.Group):
    """A group that names the nearest command when one does not exist."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            ctx.fail(f"there is no command {name!r}; {near(name, self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


def run_guarded(command: click.Command, args: Sequence[str] | None = None) -> int:
    """Run ``command`` and return its exit code, saying on stderr what went wrong."""
    try:
        return command.main(args, prog_name="evaluation", standalone_mode=False) or EXIT_DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        _say(_usage(error))
        return EXIT_REFUSED
    except EvaluationError as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        _say(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone (| head): nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except ImportError as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        _say(incomplete(error))
        return EXIT_FAILED
    except Exception as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        _say(describe_unexpected(error))
        return EXIT_FAILED


def _usage(error: click.ClickException) -> str:
    message = error.format_message()
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        known = [o for p in error.ctx.command.params for o in p.opts if o.startswith("--")]
        message = f"there is no option {error.option_name!r}; {near(error.option_name or '', known)}"
    context = getattr(error, "ctx", None)
    return f"{message}\nTry '{context.command_path} --help'." if context else message


def _say(message: str) -> None:
    say(f"evaluation: {message}", err=True)
