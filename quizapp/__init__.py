"""quizapp: facts in, trusted questions out."""
