from .run import execute

__all__ = ["execute"]
