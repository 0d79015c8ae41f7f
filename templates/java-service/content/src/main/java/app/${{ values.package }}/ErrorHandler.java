package app.${{ values.package }};

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** The one place where errors become responses; details stay in the log. */
@RestControllerAdvice
class ErrorHandler {

  record Problem(String error, String requestId) {}

  private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

  @ExceptionHandler
  ResponseEntity<Problem> answer(Exception exception, HttpServletRequest request) {
    HttpStatusCode status =
        exception instanceof ErrorResponse response
            ? response.getStatusCode()
            : HttpStatus.INTERNAL_SERVER_ERROR;
    if (status.is5xxServerError()) {
      log.error("request failed", exception);
    }
    String error = status.is5xxServerError() ? "The service failed" : explain(exception);
    return ResponseEntity.status(status).body(new Problem(error, RequestFilter.idOf(request)));
  }

  /** The client went away: there is nobody to answer. */
  @ExceptionHandler
  void forget(AsyncRequestNotUsableException exception) {
    log.debug("client went away", exception);
  }

  private static String explain(Exception exception) {
    if (exception instanceof HandlerMethodValidationException invalid) {
      return invalid.getParameterValidationResults().stream()
          .flatMap(ErrorHandler::explain)
          .collect(Collectors.joining("; "));
    }
    String detail =
        exception instanceof ErrorResponse response ? response.getBody().getDetail() : null;
    return Objects.requireNonNullElse(detail, "The request failed");
  }

  private static Stream<String> explain(ParameterValidationResult result) {
    String name = result.getMethodParameter().getParameterName();
    return result.getResolvableErrors().stream()
        .map(error -> name + ": " + error.getDefaultMessage());
  }
}
