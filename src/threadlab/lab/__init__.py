"""What the reader touches: panels with sliders, predictions, measurements, scripts."""
