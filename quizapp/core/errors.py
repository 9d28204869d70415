"""The errors that the program raises on purpose; everything else is a fault of ours."""


class QuizappError(Exception):
    """Something a person can put right. Its message says what, where and what to do."""


class SetError(QuizappError):
    """A set cannot be used as it stands."""


class UnknownQuestion(QuizappError):
    """A question id that names nothing that can be asked."""


class WrongShape(QuizappError):
    """A response that is not of the question's shape."""
