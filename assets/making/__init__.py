"""The parts of make.py: one module for one question, none of them knows where files come from or go."""
