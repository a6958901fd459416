"""The bundled model: text in, word-level scores out. onnxruntime and tokenizers only."""
