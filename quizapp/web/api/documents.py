"""The OpenAPI document, and the check of requests against it."""

from __future__ import annotations

from functools import cache
from typing import Any, NoReturn

from flask import Request, current_app
from pydantic import BaseModel, ValidationError
from spectree import Response, SecurityScheme, SecuritySchemeData, SpecTree
from spectree.models import SecureType
from spectree.plugins.base import Context
from spectree.plugins.flask_plugin import FlaskPlugin
from typing_extensions import override

from quizapp.web.api import bodies
from quizapp.web.api.problems import MEDIA_TYPE, TITLES, Problem
from quizapp.web.api.schemas import ProblemShape, SetDocument

UNKNOWN_MEMBER = "extra_forbidden"
USUAL = (401, 403, 422, 429, 500, 503)
"""Problems that any view may meet."""
REFERENCE = "#/components/schemas/{model}"


class Requests(FlaskPlugin):
    """Reads bodies through `bodies.read` instead of taking whatever is there."""

    @override
    def request_validation(self, request: Request, query: Any, json: Any, *_unused: Any) -> None:
        """Check query and body. Raises Problem and pydantic's ValidationError."""
        asked = query.model_validate(request.args.to_dict()) if query else None
        sent = None
        if json:
            limit = bodies.MAX_BYTES_SET if json is SetDocument else bodies.MAX_BYTES
            sent = json.model_validate(bodies.read(limit))
        request.context = Context(asked, sent, None, None, None)  # type: ignore[attr-defined]


def _refuse(_request: object, _response: object, error: Exception | None, *_rest: object) -> None:
    if isinstance(error, ValidationError):
        refuse(error)


def refuse(error: ValidationError) -> NoReturn:
    """Raise the Problem of a wrong shape: the places of the faults, without what was sent there."""
    faults = []
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        unknown = fault["type"] == UNKNOWN_MEMBER
        where = fault["loc"][:-1] if unknown else fault["loc"]
        message = "There is a member here that this request does not take." if unknown else fault["msg"]
        faults.append({"loc": list(where), "type": fault["type"], "msg": message})
    raise Problem(422, errors=faults)


class _Unsaid(BaseModel):
    """Stands for problems while views are declared; what a problem is like is told once, in the document."""


spec = SpecTree(
    backend=Requests,
    before=_refuse,
    validation_error_model=_Unsaid,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    mode="strict",
    annotations=True,
    page_templates={},
    title="quizapp",
    version="1",
    openapi_version="3.1.0",
    security_schemes=[
        SecurityScheme(name="token", data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer"))
    ],
    security={"token": []},
)


def answers(*statuses: int, **shapes: type[BaseModel] | None) -> Response:
    """What a view answers: `HTTP_200=Shape`, and the problems it may meet besides the usual ones."""
    problems = [f"HTTP_{status}" for status in sorted({*USUAL, *statuses} - {422})]
    empty = [name for name, shape in shapes.items() if shape is None]
    return Response(*empty, *problems, **{name: shape for name, shape in shapes.items() if shape})


@cache
def _document(app: Any) -> dict[str, Any]:
    spec.app = app
    document: dict[str, Any] = spec.spec
    schemas = document["components"]["schemas"]
    problem = ProblemShape.model_json_schema(ref_template=REFERENCE)
    schemas.pop(_Unsaid.__name__, None)
    schemas |= {**problem.pop("$defs", {}), ProblemShape.__name__: problem}
    for path in document["paths"].values():
        for operation in path.values():
            _tell_problems(operation["responses"])
            _tell_body(operation.get("requestBody"), schemas)
    return document


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of this application."""
    return _document(current_app._get_current_object())  # type: ignore[attr-defined]


def _tell_problems(responses: dict[str, Any]) -> None:
    """Errors travel as problem JSON, which spectree has no word for."""
    shape = {"$ref": REFERENCE.format(model=ProblemShape.__name__)}
    for status, response in responses.items():
        if int(status) >= 400:
            response["description"] = TITLES[int(status)]
            response["content"] = {MEDIA_TYPE: {"schema": shape}}


def _tell_body(body: dict[str, Any] | None, schemas: dict[str, Any]) -> None:
    """A body whose members may all be left out may be left out itself."""
    if body:
        model = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        body["required"] = bool(schemas[model].get("required"))
