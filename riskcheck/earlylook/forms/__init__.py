"""The form in which an early look can be written: as a Word document, as an Excel workbook, or as JSON to fill in."""
