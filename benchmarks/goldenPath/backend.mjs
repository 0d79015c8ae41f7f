// The portal as it is, which ends with the benchmark that started it.
import '../backend/answer.mjs';
import '../../packages/backend/src/index';
