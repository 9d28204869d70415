"""The blueprint that the learner's pages hang on."""

from flask import Blueprint

blueprint = Blueprint("learner", __name__)
